import { expect, it } from "vitest";
import { createCircuitBreaker } from "./circuit-breaker.ts";

it("opens after failures in a row, probes, and closes on success", () => {
  let now = 0;
  const breaker = createCircuitBreaker({ threshold: 2, probeEveryMs: 100, now: () => now });
  breaker.failed();
  breaker.succeeded();
  breaker.failed();
  expect(breaker.mayCall()).toBe(true);
  breaker.failed();
  expect([breaker.isOpen, breaker.mayCall()]).toEqual([true, false]);
  now = 100;
  expect([breaker.mayCall(), breaker.mayCall()]).toEqual([true, false]);
  breaker.succeeded();
  expect([breaker.isOpen, breaker.mayCall()]).toEqual([false, true]);
});
