import { Kafka, logLevel } from "kafkajs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  isPortFree,
  makeTempDir,
  removeDir,
  startKafka,
  startPostgres,
  startRedis,
  waitFor,
} from "../src/index.ts";
import { askRedis } from "../src/services/redis.ts";

let dir: string;
beforeAll(() => {
  dir = makeTempDir("services-test");
});
afterAll(() => removeDir(dir));

describe("services that tests kill", () => {
  it("PostgreSQL comes back on the same port with what was committed", async () => {
    const postgres = await startPostgres({ dir });
    const ask = async (sql: string) => {
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      return client.query(sql).finally(() => client.end());
    };
    await ask("CREATE TABLE kept AS SELECT 42 AS answer");
    const firstPid = postgres.pid;
    await postgres.kill();
    expect(postgres.isRunning()).toBe(false);
    await postgres.restart();
    expect((await ask("SELECT answer FROM kept")).rows).toEqual([{ answer: 42 }]);
    expect(postgres.pid).not.toBe(firstPid);
    expect(await postgres.describe()).toEqual({ pid: postgres.pid, version: "18.4" });
    await postgres.destroy();
    expect(isPortFree(postgres.port)).toBe(true);
  });

  it("Redis comes back on the same port with what was written", async () => {
    const redis = await startRedis({ dir });
    await askRedis(redis.port, "SET kept 42");
    // appendfsync is everysec; the write itself is with the kernel before the answer.
    await redis.kill();
    await redis.restart();
    expect(await askRedis(redis.port, "GET kept")).toContain("42");
    expect((await redis.describe()).pid).toBe(redis.pid);
    await redis.destroy();
  });

  it("Kafka comes back on the same port with the acknowledged records", async () => {
    const clusterId = "-begins_with_a_dash_ZA";
    const kafka = await startKafka({ dir, clusterId });
    const client = new Kafka({ brokers: [kafka.url], logLevel: logLevel.NOTHING });
    const admin = client.admin();
    const producer = client.producer({ idempotent: true });
    await Promise.all([admin.connect(), producer.connect()]);
    expect((await admin.describeCluster()).clusterId).toBe(clusterId);
    await admin.createTopics({ topics: [{ topic: "kept", numPartitions: 1 }] });
    await producer.send({ topic: "kept", messages: [{ value: "42" }] });
    await producer.disconnect();
    await kafka.kill();
    await kafka.restart();
    const [end] = await waitFor(() => admin.fetchTopicOffsets("kept"), { limitMs: 20_000 });
    expect(end?.high).toBe("1");
    expect(await kafka.describe()).toEqual({ pid: kafka.pid, version: "4.3.0" });
    await admin.disconnect();
    await kafka.destroy();
  });
});
