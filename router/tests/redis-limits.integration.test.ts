import { createLog } from "@hft/service-kit";
import { makeTempDir, removeDir, startRedis, waitFor } from "@hft/testkit";
import { Redis } from "ioredis";
import { afterAll, expect, inject, it } from "vitest";
import { createRedisLimiter } from "../src/limits/redis-bucket.ts";

const log = createLog("test", "silent");
const settings = { perSecond: 1, burst: 5 };
const limiters: { stop(): void }[] = [];
afterAll(() => {
  for (const one of limiters) one.stop();
});

function open(url: string) {
  const limiter = createRedisLimiter(url, settings, log);
  limiters.push(limiter);
  return limiter;
}

it("shares one bucket between replicas", async () => {
  const replicas = [open(inject("redisUrl")), open(inject("redisUrl"))];
  await waitFor(() => replicas.every((one) => one.isShared), { what: "Redis" });
  const key = `test:${process.pid}:${Date.now()}`;
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => replicas[i % 2]?.take(key, 1)),
  );
  expect(answers.filter((one) => one?.waitMs === 0)).toHaveLength(5);
});

it("sends its script once, and again to a Redis that forgot it", async () => {
  const dir = makeTempDir("forgetful-redis");
  const server = await startRedis({ dir });
  const redis = new Redis(server.url);
  const limiter = open(server.url);
  await waitFor(() => limiter.isShared, { what: "Redis" });
  const evals = async () =>
    Number(/cmdstat_eval:calls=(\d+)/.exec(await redis.info("commandstats"))?.[1] ?? 0);
  const before = await evals();
  for (let i = 0; i < 3; i += 1) expect(await limiter.take("script", 1)).toEqual({ waitMs: 0 });
  expect(await evals()).toBe(before + 1);
  await redis.script("FLUSH");
  for (let i = 0; i < 2; i += 1) expect(await limiter.take("script", 1)).toEqual({ waitMs: 0 });
  expect((await limiter.take("script", 1)).waitMs).toBeGreaterThan(0);
  expect(await evals()).toBe(before + 2);
  expect(limiter.isShared).toBe(true);
  redis.disconnect();
  await server.destroy();
  removeDir(dir);
});

it("counts for itself while Redis is away", async () => {
  const limiter = open("redis://127.0.0.1:1");
  const answers = await Promise.all(Array.from({ length: 10 }, () => limiter.take("k", 1)));
  expect(answers.filter(({ waitMs }) => waitMs === 0)).toHaveLength(5);
  expect(limiter.isShared).toBe(false);
});

it("[FAIL-011] waits for a frozen Redis once a second at most, and shares again when it answers", async () => {
  const dir = makeTempDir("frozen-redis");
  const redis = await startRedis({ dir });
  let nowMs = 1_000;
  const limiter = createRedisLimiter(redis.url, settings, log, () => nowMs);
  limiters.push(limiter);
  await waitFor(() => limiter.isShared, { what: "Redis" });
  process.kill(redis.pid, "SIGSTOP");
  await limiter.take("frozen", 1);
  expect(limiter.isShared).toBe(false);
  const began = performance.now();
  for (let i = 0; i < 100; i += 1) await limiter.take("frozen", 1);
  // 100 waits of 50 ms each would be 5 s.
  expect(performance.now() - began).toBeLessThan(1_000);
  process.kill(redis.pid, "SIGCONT");
  await waitFor(
    async () => {
      nowMs += 1_001;
      await limiter.take("thawed", 1);
      return limiter.isShared;
    },
    { what: "Redis to be trusted again" },
  );
  await redis.destroy();
  removeDir(dir);
});
