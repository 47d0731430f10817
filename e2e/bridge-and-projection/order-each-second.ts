// A person who places an order every second, whatever is being killed, and notes how each went.
import { randomUUID } from "node:crypto";
import type { User } from "../support/users.ts";

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }`;
const EVERY_MS = 1_000;

export interface Placed {
  atMs: number;
  tookMs: number;
  failure: string | null;
}

export interface Placer {
  stop(): Placed[];
}

export function placeEachSecond(trader: User & { accountId: string }): Placer {
  const placed: Placed[] = [];
  const place = async () => {
    const atMs = performance.now();
    const input = {
      accountId: trader.accountId,
      symbol: "TESTE",
      side: "BUY",
      ordType: "LIMIT",
      timeInForce: "IOC",
      orderQty: "1",
      limitPx: "1.00",
      clientOrderId: randomUUID(),
    };
    const failure = await trader.ask<{ placeOrder: { __typename: string } }>(PLACE, { input }).then(
      ({ data, errors }) =>
        data?.placeOrder.__typename === "PlaceOrderAccepted"
          ? null
          : JSON.stringify(errors ?? data),
      (error: Error) => error.message,
    );
    placed.push({ atMs, tookMs: performance.now() - atMs, failure });
  };
  const timer = setInterval(() => void place(), EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return placed;
    },
  };
}

/** The p-th percentile of how long orders took. */
export function percentile(placed: readonly Placed[], p: number): number {
  const sorted = placed.map((one) => one.tookMs).sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0);
}
