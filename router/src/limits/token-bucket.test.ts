import { expect, it } from "vitest";
import { createLocalLimiter } from "./token-bucket.ts";

it("lets a burst through, then the rate, each key for itself", async () => {
  let now = 0;
  const limiter = createLocalLimiter({ perSecond: 10, burst: 3 }, () => now);
  expect((await limiter.take("a", 3)).waitMs).toBe(0);
  expect((await limiter.take("a", 1)).waitMs).toBe(100);
  expect((await limiter.take("b", 1)).waitMs).toBe(0);
  now = 100;
  expect((await limiter.take("a", 1)).waitMs).toBe(0);
  expect((await limiter.take("a", 1)).waitMs).toBe(100);
});
