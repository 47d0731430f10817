import { allTopics } from "@hft/contracts/kafka/topics";
import { Kafka, logLevel } from "kafkajs";

/** Creates every declared topic that is not there yet; says how many it made. */
export async function createTopics(brokers: string[]): Promise<number> {
  const admin = new Kafka({ clientId: "topics", brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const missing = allTopics().filter(({ name }) => !existing.has(name));
    if (missing.length === 0) return 0;
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ name, partitions, retentionMs }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: 1,
        configEntries: [{ name: "retention.ms", value: String(retentionMs) }],
      })),
    });
    return missing.length;
  } finally {
    await admin.disconnect();
  }
}
