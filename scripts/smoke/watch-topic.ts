import { randomUUID } from "node:crypto";
import { topics } from "@hft/contracts/kafka/topics";
import { Kafka, logLevel } from "kafkajs";
import { waitFor } from "../../packages/testkit/src/index.ts";

/** Reads the account events that are written from now on, keyed by one account. */
export async function watchTopic(brokers: string[], account: string) {
  const topic = topics.orders.name;
  const kafka = new Kafka({ clientId: "smoke", brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const groupId = `smoke-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, sessionTimeout: 6_000 });
  const seen = new Set<string>();
  await Promise.all([admin.connect(), consumer.connect()]);
  // Taken before the order is placed: "latest" would be looked up only at the first fetch.
  const ends = await admin.fetchTopicOffsets(topic);
  await consumer.subscribe({ topic });
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      if (String(message.key) === account) seen.add(String(message.headers?.["sequence"]));
    },
  });
  for (const { partition, high } of ends) consumer.seek({ topic, partition, offset: high });
  return {
    waitForSequence: (sequence: string) =>
      waitFor(() => seen.has(sequence), {
        limitMs: 30_000,
        what: `event ${sequence} of ${account} in ${topic}`,
      }),
    close: async () => {
      await consumer.disconnect();
      await admin.deleteGroups([groupId]).catch(() => {});
      await admin.disconnect();
    },
  };
}
