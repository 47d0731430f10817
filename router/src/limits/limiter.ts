import type { Log } from "@hft/service-kit";
import type { RouterConfig } from "../config.ts";
import { createRedisLimiter } from "./redis-bucket.ts";
import { createLocalLimiter, type RateLimiter } from "./token-bucket.ts";

/** The order-entry buckets: shared through Redis where there is one, else of this process. */
export function createLimiter(
  { limits, redisUrl }: Pick<RouterConfig, "limits" | "redisUrl">,
  log: Log,
): RateLimiter & { stop(): void } {
  const settings = { perSecond: limits.orderEntryPerSecond, burst: limits.orderEntryBurst };
  if (redisUrl) return createRedisLimiter(redisUrl, settings, log);
  return { ...createLocalLimiter(settings), stop: () => undefined };
}
