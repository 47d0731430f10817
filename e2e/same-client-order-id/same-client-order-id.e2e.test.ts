// The same client order id, sent again and again through both doors, has one effect: also across an engine restart.
import type { CommandClient } from "@hft/engine-client";
import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import {
  connectEngine,
  newOrder,
  type OrderWish,
  orderInput,
  traderOf,
} from "../support/engine.ts";
import { Platform } from "../support/platform.ts";
import { newTrader, type User } from "../support/users.ts";

const platform = new Platform(inject("platform"));
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlaceOrderAccepted { order { id } duplicate } ... on OrderRejection { reason } } }`;

interface Placed {
  placeOrder: { __typename: string; order?: { id: string }; duplicate?: boolean; reason?: string };
}
interface Answer {
  orderId: string;
  duplicate: boolean;
}

let trader: User & { accountId: string };
let engine: CommandClient;
let wish: OrderWish;

beforeAll(async () => {
  trader = await newTrader(platform, "same");
  engine = await connectEngine(platform, "e2e-same");
  wish = {
    accountId: trader.accountId,
    symbol: "TESTA",
    side: "BUY",
    orderQty: "3",
    limitPx: "7.00",
    clientOrderId: "the-one",
  };
});
afterAll(() => engine.stop());

async function byGraphql(): Promise<Answer> {
  const { placeOrder } = await trader.graphql<Placed>(PLACE, { input: orderInput(wish) });
  return {
    orderId: placeOrder.order?.id ?? placeOrder.__typename,
    duplicate: placeOrder.duplicate ?? false,
  };
}
async function byZeromq(): Promise<Answer> {
  const reply = await engine.request(newOrder(wish), traderOf(trader.accountId));
  return { orderId: String(reply.orderId), duplicate: reply.isDuplicate };
}

/** 100 at once, every other one through the other door. */
async function sendHundred(): Promise<Answer[]> {
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? byGraphql() : byZeromq())),
  );
  console.log(
    `100 answers (50 GraphQL, 50 ZeroMQ): ${new Set(answers.map((a) => a.orderId)).size} order, ${answers.filter((a) => a.duplicate).length} duplicates`,
  );
  return answers;
}

it("[ORD-010] answers 100 concurrent retries with one order, 99 of them marked duplicate", async () => {
  const answers = await sendHundred();
  expect(new Set(answers.map((a) => a.orderId)).size).toBe(1);
  expect(answers.filter((a) => a.duplicate)).toHaveLength(99);
});

it("[ORD-011] does so again after the engine was killed and came back", async () => {
  const before = await byZeromq();
  const killed = platform.kill("engine");
  await platform.isBack("engine", killed);
  await waitFor(async () => (await byGraphql()).orderId === before.orderId, {
    limitMs: 30_000,
    what: "the graph to reach the engine",
  });
  const answers = await sendHundred();
  expect(new Set(answers.map((a) => a.orderId))).toEqual(new Set([before.orderId]));
  expect(answers.every((a) => a.duplicate)).toBe(true);
});

it("[ORD-012] refuses the id with another quantity, through both doors", async () => {
  const other = { ...wish, orderQty: "4" };
  const reply = await engine.request(newOrder(other), traderOf(trader.accountId));
  expect(reply).toMatchObject({ outcome: "REJECTED", rejectReason: "DUPLICATE_CLIENT_ORDER_ID" });
  const { placeOrder } = await trader.graphql<Placed>(PLACE, { input: orderInput(other) });
  expect(placeOrder).toMatchObject({
    __typename: "OrderRejection",
    reason: "DUPLICATE_CLIENT_ORDER_ID",
  });
});
