/** Takes tokens by key; `waitMs` is 0 when they were there. */
export interface RateLimiter {
  take(key: string, tokens: number): Promise<{ waitMs: number }>;
}

/** How fast a bucket fills and how much it holds. */
export interface BucketSettings {
  readonly perSecond: number;
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

const MAX_BUCKETS = 50_000;

/** Buckets in this process. A full bucket is the same as none, so the oldest may be forgotten. */
export function createLocalLimiter(
  settings: BucketSettings,
  now: () => number = Date.now,
): RateLimiter {
  const { perSecond, burst } = settings;
  const buckets = new Map<string, Bucket>();

  function refill(key: string): Bucket {
    const at = now();
    const bucket = buckets.get(key) ?? { tokens: burst, atMs: at };
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.atMs) / 1000) * perSecond);
    bucket.atMs = at;
    buckets.delete(key);
    if (buckets.size >= MAX_BUCKETS) buckets.delete(buckets.keys().next().value ?? "");
    buckets.set(key, bucket);
    return bucket;
  }

  return {
    async take(key, tokens) {
      const bucket = refill(key);
      if (bucket.tokens < tokens) {
        return { waitMs: Math.ceil(((tokens - bucket.tokens) / perSecond) * 1000) };
      }
      bucket.tokens -= tokens;
      return { waitMs: 0 };
    },
  };
}
