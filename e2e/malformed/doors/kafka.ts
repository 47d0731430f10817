// The topic the projections read: records that only look like the bridge's. What became of each is known at the end.
import { deadTopic, topics } from "@hft/contracts/kafka/topics";
import { waitFor } from "@hft/testkit";
import { type IHeaders, Kafka, type KafkaMessage, logLevel, Partitioners } from "kafkajs";
import type { Platform } from "../../support/platform.ts";
import { mutateMessage } from "../byte-mutations.ts";
import type { Door, Outcome } from "../door.ts";
import type { Random } from "../random.ts";

const TOPIC = topics.orders.name;
const GROUPS = ["hft-orders", "hft-positions"];
const MARK = "mutation";
const SAMPLES = 200;
const LIMIT_MS = 60_000;
/** Where the reading of bytes and headers ends, and the comparison with the engine begins. */
const DECODED = /ahead of the engine|not the engine's|none of this platform|order|illegal/i;

type Record = Pick<KafkaMessage, "key" | "value" | "headers">;

const HEADERS = ["session", "sequence", "template", "version"];
const HEADER_VALUES = [
  "",
  "0",
  "-1",
  "abc",
  "18446744073709551616",
  "99999999",
  "00000000-0000-4000-8000-000000000000",
];

const CHANGES: ((record: Record, random: Random) => Record)[] = [
  (record, random) => ({ ...record, value: mutateMessage(record.value as Buffer, random) }),
  (record, random) => ({ ...record, value: mutateMessage(record.value as Buffer, random) }),
  (record, random) => withHeader(record, random.pick(HEADERS), random.pick(HEADER_VALUES)),
  (record, random) => ({
    ...record,
    key: Buffer.from(random.pick(["", "nobody", "\0", "market"])),
  }),
  (record) => ({ ...record, value: null }),
  // Well-formed in every way, and never said by the engine.
  function later(record, random) {
    const value = Buffer.from(record.value as Buffer);
    const sequence = value.readBigUInt64LE(8) + BigInt(1 + random.below(1_000_000));
    value.writeBigUInt64LE(sequence, 8);
    return withHeader({ ...record, value }, "sequence", String(sequence));
  },
];

const withHeader = (record: Record, name: string, value: string): Record => ({
  ...record,
  headers: { ...record.headers, [name]: value },
});

const textOf = (headers: IHeaders | undefined, name: string): string =>
  String(headers?.[name] ?? "");

export interface KafkaDoorOptions {
  platform: Platform;
  /** Trades, and waits until the tables hold it. */
  requireProjected(): Promise<void>;
}

export async function openKafka({ platform, requireProjected }: KafkaDoorOptions): Promise<Door> {
  const kafka = new Kafka({
    clientId: "e2e",
    brokers: platform.brokers,
    logLevel: logLevel.NOTHING,
  });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const admin = kafka.admin();
  await Promise.all([producer.connect(), admin.connect()]);
  const samples = await readSome(kafka);
  // Of this run: the dead topic keeps what others have buried.
  const run = Date.now();
  let sent = 0;

  /** Every record produced so far has been passed by both projections. */
  async function isPassed(): Promise<boolean> {
    const ends = await admin.fetchTopicOffsets(TOPIC);
    for (const groupId of GROUPS) {
      const [{ partitions = [] } = {}] = await admin.fetchOffsets({ groupId, topics: [TOPIC] });
      const at = new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      if (ends.some(({ partition, high }) => (at.get(partition) ?? 0) < Number(high))) return false;
    }
    return true;
  }

  return {
    name: "Kafka",
    async send(random) {
      const record = random.pick(CHANGES)(random.pick(samples), random);
      sent += 1;
      const message = withHeader(record, MARK, `${run}-${sent}`);
      await producer.send({ topic: TOPIC, messages: [message as never] });
      return { label: "sent", isPastParser: false };
    },
    requireValid: requireProjected,
    async settle() {
      await waitFor(isPassed, { limitMs: LIMIT_MS, everyMs: 500, what: "the offsets to move on" });
      const reasons = await deadReasons(kafka);
      return Array.from({ length: sent }, (_, i) => outcomeOf(reasons.get(`${run}-${i + 1}`)));
    },
    async close() {
      await Promise.all([producer.disconnect(), admin.disconnect()]);
    },
  };
}

/** Nothing in the dead topic: its sequence was passed before, so it was a repeat and changed nothing. */
function outcomeOf(reason: string | undefined): Outcome {
  if (reason === undefined) return { label: "dropped as a repeat", isPastParser: true };
  const label = `dead: ${reason.replace(/[0-9a-f-]{36}|\d+/g, "#")}`;
  return { label, isPastParser: DECODED.test(reason) };
}

async function readAll(
  kafka: Kafka,
  topic: string,
  isEnough: (message: KafkaMessage) => boolean,
): Promise<void> {
  const groupId = `e2e-${topic}-${Date.now()}`;
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const open = new Set(
    ends.filter(({ low, high }) => low !== high).map(({ partition }) => partition),
  );
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let isDone = open.size === 0;
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      const end = ends.find((one) => one.partition === partition)?.high ?? "0";
      if (BigInt(message.offset) + 1n >= BigInt(end)) open.delete(partition);
      if (isEnough(message) || open.size === 0) isDone = true;
    },
  });
  await waitFor(() => isDone, { limitMs: LIMIT_MS, what: `the records of ${topic}` });
  await consumer.disconnect();
}

/** Real records, as the bridge wrote them. */
async function readSome(kafka: Kafka): Promise<Record[]> {
  const records: Record[] = [];
  await readAll(kafka, TOPIC, (message) => {
    if (message.value && message.headers?.["template"]) records.push(message);
    return records.length >= SAMPLES;
  });
  return records.map(({ key, value, headers }) => ({ key, value, ...(headers && { headers }) }));
}

async function deadReasons(kafka: Kafka): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  await readAll(kafka, deadTopic(TOPIC), ({ headers }) => {
    const mark = textOf(headers, MARK);
    if (mark !== "") reasons.set(mark, textOf(headers, "reason"));
    return false;
  });
  return reasons;
}
