// What became of records in Kafka: passed by the projections, or buried with a reason.
import { deadTopic } from "@hft/contracts/kafka/topics";
import { waitFor } from "@hft/testkit";
import type { Admin, IHeaders, Kafka, KafkaMessage } from "kafkajs";

/** The consumers of hft.orders.v1. */
const GROUPS = ["hft-orders", "hft-positions"];
const LIMIT_MS = 60_000;

const textOf = (headers: IHeaders | undefined, name: string): string =>
  String(headers?.[name] ?? "");

/** Waits until both projections have passed every record that is in the topic now. */
export async function untilPassed(admin: Admin, topic: string): Promise<void> {
  const ends = await admin.fetchTopicOffsets(topic);
  const isPassed = async () => {
    for (const groupId of GROUPS) {
      const [{ partitions = [] } = {}] = await admin.fetchOffsets({ groupId, topics: [topic] });
      const at = new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      // -1 where nothing was committed, which is right for an empty partition.
      const isBehind = ({ partition, high }: { partition: number; high: string }) =>
        Math.max(0, at.get(partition) ?? 0) < Number(high);
      if (ends.some(isBehind)) return false;
    }
    return true;
  };
  await waitFor(isPassed, { limitMs: LIMIT_MS, everyMs: 250, what: "the offsets to move on" });
}

/** Why each marked record of a topic was buried, by what its header `mark` says. */
export async function deadReasons(
  kafka: Kafka,
  topic: string,
  mark: string,
): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  await readAll(kafka, deadTopic(topic), ({ headers }) => {
    const name = textOf(headers, mark);
    if (name !== "") reasons.set(name, textOf(headers, "reason"));
    return false;
  });
  return reasons;
}

/** Every record that is in the topic now, until `isEnough`. */
export async function readAll(
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
