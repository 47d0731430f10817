import { expect, it } from "vitest";
import { createLoginLimiter } from "./login-limiter.ts";

it("makes a name or an address wait after too many failures, until the window ends", () => {
  let now = 0;
  const limiter = createLoginLimiter({
    loginFailuresPerUser: 2,
    loginFailuresPerAddress: 3,
    now: () => now,
  });
  limiter.failed("a", "ip");
  limiter.failed("a", "ip");
  expect(limiter.waitSeconds("a", "elsewhere")).toBe(300);
  expect(limiter.waitSeconds("b", "ip")).toBe(0);
  limiter.failed("b", "ip");
  expect(limiter.waitSeconds("c", "ip")).toBe(300);
  now = 300_000;
  expect(limiter.waitSeconds("a", "ip")).toBe(0);
});
