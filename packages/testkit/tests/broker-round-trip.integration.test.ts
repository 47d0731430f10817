import { randomUUID } from "node:crypto";
import { Kafka, logLevel } from "kafkajs";
import { expect, inject, it } from "vitest";

it("a record written to the shared broker is there", async () => {
  const brokers = [inject("kafkaBrokers")];
  const client = new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 3 } });
  const admin = client.admin();
  const producer = client.producer();
  await Promise.all([admin.connect(), producer.connect()]);
  const topic = `round-trip-${randomUUID()}`;
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] });
  await producer.send({ topic, messages: [{ value: "there" }] });
  const [end] = await admin.fetchTopicOffsets(topic);
  expect(end?.high).toBe("1");
  await admin.deleteTopics({ topics: [topic] });
  await Promise.all([admin.disconnect(), producer.disconnect()]);
});
