// The topic the projections read: records that only look like the bridge's. What became of each is known at the end.
import { topics } from "@hft/contracts/kafka/topics";
import { Kafka, type KafkaMessage, logLevel, Partitioners } from "kafkajs";
import { deadReasons, readAll, untilPassed } from "../../support/kafka-records.ts";
import type { Platform } from "../../support/platform.ts";
import { mutateMessage } from "../byte-mutations.ts";
import type { Door, Outcome } from "../door.ts";
import type { Random } from "../random.ts";

const TOPIC = topics.orders.name;
const MARK = "mutation";
const SAMPLES = 200;
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
      await untilPassed(admin, TOPIC);
      const reasons = await deadReasons(kafka, TOPIC, MARK);
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

/** Real records, as the bridge wrote them. */
async function readSome(kafka: Kafka): Promise<Record[]> {
  const records: Record[] = [];
  await readAll(kafka, TOPIC, (message) => {
    if (message.value && message.headers?.["template"]) records.push(message);
    return records.length >= SAMPLES;
  });
  return records.map(({ key, value, headers }) => ({ key, value, ...(headers && { headers }) }));
}
