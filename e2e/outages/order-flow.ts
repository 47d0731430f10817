// Orders at a fixed rate, whatever the answers do: each is sent when it is due, not when the one before was answered.
import { randomUUID } from "node:crypto";
import { waitFor } from "@hft/testkit";
import type { User } from "../support/users.ts";

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlaceOrderAccepted { sequence order { id ordStatus } } ... on OrderRejection { reason } } }`;

export const IS_LONG = process.env["HFT_LONG"] !== undefined;
/** A machine that others use too cannot show what 200 a second would show: there it may be lowered. */
export const PER_SECOND = Number(process.env["HFT_ORDERS_PER_SECOND"] ?? (IS_LONG ? 200 : 100));

export type Trader = User & { accountId: string };

/** One order from the moment it was due until its answer was read. */
export interface Sent {
  atMs: number;
  tookMs: number;
  /** `PlaceOrderAccepted`, `OrderRejection REASON`, or what else came. */
  outcome: string;
}

export interface Flow {
  readonly sent: readonly Sent[];
  /** Orders that are due and have no answer yet, sent or not. */
  readonly waiting: number;
  /** Until orders for so long have come due: the flow is the clock of whoever measures it. */
  lasts(ms: number): Promise<void>;
  /** Ends the flow and waits for the last answers. */
  stop(): Promise<readonly Sent[]>;
}

interface Answer {
  data?: { placeOrder?: { __typename: string; reason?: string } } | null;
  errors?: unknown;
}

async function place(trader: Trader, side: "BUY" | "SELL", symbol: string): Promise<string> {
  const input = {
    ...{ accountId: trader.accountId, symbol, side, ordType: "LIMIT", timeInForce: "GTC" },
    ...{ orderQty: "1", limitPx: "10.00", clientOrderId: randomUUID() },
  };
  const response = await fetch(`${trader.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${trader.token}` },
    body: JSON.stringify({ query: PLACE, variables: { input } }),
  });
  const { data, errors } = (await response.json()) as Answer;
  const result = data?.placeOrder;
  if (!result) return `status ${response.status} ${JSON.stringify(errors)}`;
  return result.reason ? `${result.__typename} ${result.reason}` : result.__typename;
}

const TICK_MS = 5;

/** Traders in turn: the even ones sell, the odd ones buy at the same price, so that every pair is a match. */
export function startFlow(traders: readonly Trader[], symbol: string): Flow {
  const sent: Sent[] = [];
  const open = new Set<Promise<void>>();
  const began = performance.now();
  let count = 0;
  const send = (dueMs: number) => {
    const i = count % traders.length;
    const order = place(traders[i] as Trader, i % 2 === 0 ? "SELL" : "BUY", symbol)
      .catch((error: Error) => `no answer: ${error.message}`)
      .then((outcome) => {
        sent.push({ atMs: dueMs, tookMs: performance.now() - dueMs, outcome });
        open.delete(order);
      });
    open.add(order);
  };
  const timer = setInterval(() => {
    for (; count < ((performance.now() - began) * PER_SECOND) / 1_000; count += 1) {
      send(began + (count * 1_000) / PER_SECOND);
    }
  }, TICK_MS);
  return {
    sent,
    get waiting() {
      return Math.ceil(((performance.now() - began) * PER_SECOND) / 1_000) - sent.length;
    },
    async lasts(ms) {
      const enough = count + (ms * PER_SECOND) / 1_000;
      const what = `the orders of ${ms} ms`;
      await waitFor(() => count >= enough, { limitMs: ms + 10_000, what });
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      return sent;
    },
  };
}

/** What a stretch of the flow was like. */
export function figuresOf(sent: readonly Sent[], fromMs: number, toMs: number) {
  const part = sent.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  const sorted = part.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const at = (p: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0) * 10) / 10;
  const slowest = part.find(({ tookMs }) => tookMs === sorted.at(-1));
  const slowestAtS = Math.round(((slowest?.atMs ?? fromMs) - fromMs) / 100) / 10;
  const outcomes: Record<string, number> = {};
  for (const { outcome } of part) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const times = { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), slowestAtS };
  return { orders: part.length, ...times, outcomes };
}
