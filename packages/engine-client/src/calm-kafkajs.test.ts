import "./calm-kafkajs.ts";
import { createRequire } from "node:module";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

interface Queue {
  maybeThrottle(ms: number): void;
  checkPendingRequests(): void;
  push(request: object): void;
}

const RequestQueue = createRequire(import.meta.url)(
  "kafkajs/src/network/requestQueue/index.js",
) as new (
  options: object,
) => Queue;

function newQueue(): Queue {
  const logger = { debug: () => undefined };
  return new RequestQueue({ requestTimeout: 1_000, maxInFlightRequests: null, logger });
}

function request(sendRequest: () => void): object {
  const entry = { correlationId: 1, resolve: () => undefined, reject: () => undefined };
  return { entry, expectResponse: false, sendRequest };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("sets no timer while no request waits", () => {
  const queue = newQueue();
  queue.checkPendingRequests();
  queue.push(request(() => undefined));
  expect(vi.getTimerCount()).toBe(0);
});

it("sends a throttled request when its time has come, and is calm then", () => {
  const queue = newQueue();
  const send = vi.fn();
  queue.maybeThrottle(50);
  queue.push(request(send));
  vi.advanceTimersByTime(49);
  expect(send).not.toHaveBeenCalled();
  vi.advanceTimersByTime(20);
  expect(send).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});
