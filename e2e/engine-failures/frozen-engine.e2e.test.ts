// SIGSTOP of the engine under orders: everybody is told in time, and afterwards each order has one outcome.
import { randomUUID } from "node:crypto";
import { setInterval } from "node:timers/promises";
import { waitFor } from "@hft/testkit";
import { decode, type OrderAccepted } from "@hft/wire";
import { beforeAll, expect, inject, it } from "vitest";
import { freeze } from "../support/outage.ts";
import { Platform } from "../support/platform.ts";
import { newTrader, type User } from "../support/users.ts";
import { oneDecisionEach } from "../verify/checks.ts";
import { readEventLog } from "../verify/segments.ts";

const FROZEN_MS = 10_000;
const EVERY_MS = 250;
/** 2 s for the order, 2 s for the question after it, and the ways there and back. */
const DEADLINE_MS = 5_000;
/** The order's own time to live, and what the way to the engine may take. */
const OLDEST_NS = 3_000_000_000n;
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlaceOrderAccepted { duplicate order { id } } ... on OrderRejection { reason } } }`;

const platform = new Platform(inject("platform"));
let trader: User & { accountId: string };
/** Orders that were accepted when their time to live had long passed. */
let stale: OrderAccepted[] = [];

interface Told {
  clientOrderId: string;
  sentNs: bigint;
  tookMs: number;
  outcome: string;
}

interface Placed {
  placeOrder: { __typename: string; reason?: string };
}

async function place(clientOrderId: string = randomUUID()): Promise<Told> {
  const sentNs = BigInt(Date.now()) * 1_000_000n;
  const began = performance.now();
  const input = {
    ...{ accountId: trader.accountId, symbol: "TESTD", side: "BUY", ordType: "LIMIT" },
    ...{ timeInForce: "GTC", orderQty: "1", limitPx: "1.00", clientOrderId },
  };
  const { data, errors } = await trader.ask<Placed>(PLACE, { input });
  const told = data?.placeOrder;
  const outcome = told
    ? [told.__typename, told.reason].filter(Boolean).join(" ")
    : String(errors?.[0]?.extensions?.code);
  return { clientOrderId, sentNs, tookMs: performance.now() - began, outcome };
}

const readiness = async (port: "ORDERS_PORT" | "ROUTER_PORT") =>
  (await fetch(`http://127.0.0.1:${platform.facts.ports[port]}/readyz`)).status;

function decisions(ids: ReadonlySet<string>): OrderAccepted[] {
  return readEventLog(platform.eventLogDir)
    .map(({ bytes }) => decode(bytes))
    .filter((m): m is OrderAccepted => m?.type === "OrderAccepted" && ids.has(m.clientOrderId));
}

beforeAll(async () => {
  trader = await newTrader(platform, "frozen");
});

it("[FAIL-010] tells everybody in time while the engine is frozen, and loses and doubles nothing", async () => {
  expect((await place()).outcome).toBe("PlaceOrderAccepted");
  const thaw = freeze(platform, "engine");
  const asked: Promise<Told>[] = [];
  const health: number[] = [];
  const end = performance.now() + FROZEN_MS;
  for await (const _due of setInterval(EVERY_MS)) {
    if (performance.now() >= end) break;
    asked.push(place());
    health.push(await readiness("ORDERS_PORT"));
  }
  await thaw();
  const told = await Promise.all(asked);
  await waitFor(async () => (await readiness("ORDERS_PORT")) === 200, {
    what: "orders to be ready",
  });
  const outcomes: Record<string, number> = {};
  for (const { outcome } of told) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const slowestMs = Math.round(Math.max(...told.map(({ tookMs }) => tookMs)));
  const sentAt = new Map(told.map(({ clientOrderId, sentNs }) => [clientOrderId, sentNs]));
  stale = decisions(new Set(sentAt.keys())).filter(
    ({ clientOrderId, ingressTimeNs }) =>
      ingressTimeNs - (sentAt.get(clientOrderId) ?? 0n) > OLDEST_NS,
  );
  const again = await Promise.all(told.map(({ clientOrderId }) => place(clientOrderId)));
  const resolved: Record<string, number> = {};
  for (const { outcome } of again) resolved[outcome] = (resolved[outcome] ?? 0) + 1;
  console.log(
    JSON.stringify({ asked: told.length, outcomes, slowestMs, stale: stale.length, resolved }),
  );
  expect(Object.keys(outcomes).filter((one) => !TYPED.has(one))).toEqual([]);
  expect(outcomes["ENGINE_UNAVAILABLE"]).toBeGreaterThan(0);
  expect(slowestMs).toBeLessThan(DEADLINE_MS);
  expect(health).toContain(503);
  const ids = told.map(({ clientOrderId }) => `${trader.accountId} ${clientOrderId}`);
  expect(oneDecisionEach(readEventLog(platform.eventLogDir), ids)).toEqual([]);
  expect((await place()).outcome).toBe("PlaceOrderAccepted");
});

it("[FAIL-014] accepts no order whose time to live passed during the pause", () => {
  expect(stale).toEqual([]);
});

/** The last is what an order gets that was asked a moment before the thaw and read just after. */
const TYPED = new Set([
  "ENGINE_UNAVAILABLE",
  "OrderOutcomeUnknown",
  "PlaceOrderAccepted",
  "OrderRejection DEADLINE_EXPIRED",
]);
