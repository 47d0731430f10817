// The same client order id, sent again and again through every door, has one effect: also across an engine restart.
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
import { PlainSocket, rest } from "../support/rest.ts";
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
let socket: PlainSocket;
let wish: OrderWish;

beforeAll(async () => {
  trader = await newTrader(platform, "same");
  engine = await connectEngine(platform, "e2e-same");
  socket = await PlainSocket.open(trader);
  wish = {
    accountId: trader.accountId,
    symbol: "TESTA",
    side: "BUY",
    orderQty: "3",
    limitPx: "7.00",
    clientOrderId: "the-one",
  };
});
afterAll(() => {
  engine.stop();
  socket.close();
});

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

/** The same wish in the words of the older API; GTC, since the other doors say so. */
const legacy = ({ orderQty, limitPx, clientOrderId, symbol }: OrderWish) => ({
  ...{ client_order_id: clientOrderId, symbol: symbol.toLowerCase(), side: "buy" },
  ...{ quantity: Number(orderQty), price: limitPx, order_type: "limit", time_in_force: "gtc" },
});

async function byRest(): Promise<Answer> {
  const { status, body } = await rest(trader, "POST", "/api/order", legacy(wish));
  return { orderId: body.id ?? JSON.stringify(body), duplicate: status === 200 };
}
async function bySocket(): Promise<Answer> {
  const { status, data } = await socket.ask({ type: "order", data: legacy(wish) });
  return { orderId: data.id ?? JSON.stringify(data), duplicate: status === 200 };
}
const DOORS = [byGraphql, byZeromq, byRest, bySocket];

/** 100 at once, each fourth through the same door. */
async function sendHundred(): Promise<Answer[]> {
  const answers = await Promise.all(
    Array.from({ length: 25 }, () => DOORS.map((door) => door())).flat(),
  );
  console.log(
    `100 answers (25 each of GraphQL, ZeroMQ, REST, /ws): ${new Set(answers.map((a) => a.orderId)).size} order, ${answers.filter((a) => a.duplicate).length} duplicates`,
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

it("[ORD-012] refuses the id with another quantity, through every door", async () => {
  const other = { ...wish, orderQty: "4" };
  const reply = await engine.request(newOrder(other), traderOf(trader.accountId));
  expect(reply).toMatchObject({ outcome: "REJECTED", rejectReason: "DUPLICATE_CLIENT_ORDER_ID" });
  const { placeOrder } = await trader.graphql<Placed>(PLACE, { input: orderInput(other) });
  expect(placeOrder).toMatchObject({
    __typename: "OrderRejection",
    reason: "DUPLICATE_CLIENT_ORDER_ID",
  });
  const code = "DUPLICATE_CLIENT_ORDER_ID";
  const refused = await rest(trader, "POST", "/api/order", legacy(other));
  expect([refused.status, refused.body.code]).toEqual([409, code]);
  const frame = await socket.ask({ type: "order", data: legacy(other) });
  expect([frame.type, frame.data.status, frame.data.code]).toEqual(["error", 409, code]);
});
