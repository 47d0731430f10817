import type { Log } from "@hft/service-kit";
import { Redis } from "ioredis";
import { type BucketSettings, createLocalLimiter, type RateLimiter } from "./token-bucket.ts";

/** One round trip: refill by Redis's own clock, take or say how long to wait. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local rate, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local state = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(state[1]) or burst
tokens = math.min(burst, tokens + (now - (tonumber(state[2]) or now)) / 1000 * rate)
local wait = 0
if tokens < wanted then wait = math.ceil((wanted - tokens) / rate * 1000) else tokens = tokens - wanted end
redis.call('HSET', KEYS[1], 'tokens', tokens, 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 1000)
return wait`;

/**
 * A Redis that is frozen costs each question its time limit: after one that was in vain the others count here for so
 * long, and then one asks again.
 */
const DISTRUST_MS = 1_000;
const ANSWER_LIMIT_MS = 50;

/** The script is sent once; afterwards ioredis names it by its digest. */
type LimiterRedis = Redis & {
  takeTokens(key: string, perSecond: number, burst: number, tokens: number): Promise<number>;
};

/** Buckets shared by all router replicas; when Redis is away each replica counts for itself. */
export function createRedisLimiter(
  url: string,
  settings: BucketSettings,
  log: Log,
  now: () => number = Date.now,
): RateLimiter & { readonly isShared: boolean; stop(): void } {
  const local = createLocalLimiter(settings);
  const redis = new Redis(url, {
    lazyConnect: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_LIMIT_MS,
    enableOfflineQueue: false,
    retryStrategy: (times) => Math.min(times * 200, 5_000),
    scripts: { takeTokens: { lua: TAKE, numberOfKeys: 1 } },
  }) as LimiterRedis;
  let isAway = false;
  let distrustedUntilMs = 0;
  redis.on("error", (err: Error) => {
    if (!isAway) log.warn({ err }, "Redis is away, rate limits count per process");
    isAway = true;
  });
  redis.on("ready", () => {
    isAway = false;
    distrustedUntilMs = 0;
  });
  return {
    get isShared() {
      return redis.status === "ready" && now() >= distrustedUntilMs;
    },
    async take(key, tokens) {
      if (redis.status !== "ready" || now() < distrustedUntilMs) return local.take(key, tokens);
      const isProbe = distrustedUntilMs > 0;
      // Whoever comes while the probe is under way counts here.
      if (isProbe) distrustedUntilMs = now() + DISTRUST_MS;
      const { perSecond, burst } = settings;
      try {
        const waitMs = await redis.takeTokens(`hft:rate:${key}`, perSecond, burst, tokens);
        distrustedUntilMs = 0;
        return { waitMs };
      } catch {
        distrustedUntilMs = now() + DISTRUST_MS;
        return local.take(key, tokens);
      }
    },
    stop: () => redis.disconnect(),
  };
}
