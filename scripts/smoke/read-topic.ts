import { randomUUID } from "node:crypto";
import { topics } from "@hft/contracts/kafka/topics";
import { Kafka, logLevel } from "kafkajs";
import { waitFor } from "../../packages/testkit/src/index.ts";

/** An order looked for was placed a moment ago; reading from the very start would take ever longer. */
const LOOK_BACK_MS = 15 * 60_000;

interface AccountRecord {
  key: string;
  sequence: string;
}

/** Reads the account events of the last minutes until one matches; fails when none does in time. */
export async function readTopic(
  brokers: string[],
  matches: (record: AccountRecord) => boolean,
): Promise<void> {
  const topic = topics.orders.name;
  const kafka = new Kafka({ clientId: "smoke", brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const groupId = `smoke-${randomUUID()}`;
  // The first fetch is at the end, before the seek counts, and waits this long for nothing.
  const consumer = kafka.consumer({ groupId, sessionTimeout: 6_000, maxWaitTimeInMs: 100 });
  let found = false;
  await Promise.all([admin.connect(), consumer.connect()]);
  try {
    const since = Date.now() - LOOK_BACK_MS;
    const starts = await admin.fetchTopicOffsetsByTimestamp(topic, since);
    await consumer.subscribe({ topic });
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ message: { key, headers } }) => {
        found ||= matches({ key: String(key), sequence: String(headers?.["sequence"]) });
      },
    });
    for (const { partition, offset } of starts) consumer.seek({ topic, partition, offset });
    await waitFor(() => found, { limitMs: 30_000, what: `the order's fill to be in ${topic}` });
  } finally {
    await consumer.disconnect();
    await admin.deleteGroups([groupId]).catch(() => {});
    await admin.disconnect();
  }
}
