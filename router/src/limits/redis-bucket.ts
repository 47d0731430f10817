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

/** Buckets shared by all router replicas; when Redis is away each replica counts for itself. */
export function createRedisLimiter(
  url: string,
  settings: BucketSettings,
  log: Log,
): RateLimiter & { readonly isShared: boolean; stop(): void } {
  const local = createLocalLimiter(settings);
  const redis = new Redis(url, {
    lazyConnect: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 50,
    enableOfflineQueue: false,
    retryStrategy: (times) => Math.min(times * 200, 5_000),
  });
  let isAway = false;
  redis.on("error", (err: Error) => {
    if (!isAway) log.warn({ err }, "Redis is away, rate limits count per process");
    isAway = true;
  });
  redis.on("ready", () => {
    isAway = false;
  });
  return {
    get isShared() {
      return redis.status === "ready";
    },
    async take(key, tokens) {
      if (redis.status !== "ready") return local.take(key, tokens);
      const { perSecond, burst } = settings;
      try {
        const wait = await redis.eval(TAKE, 1, `hft:rate:${key}`, perSecond, burst, tokens);
        return { waitMs: Number(wait) };
      } catch {
        return local.take(key, tokens);
      }
    },
    stop: () => redis.disconnect(),
  };
}
