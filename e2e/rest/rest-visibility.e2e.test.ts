// One user's API key over REST and /ws: it shows and moves its own, and never another's.
import { randomUUID } from "node:crypto";
import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";
import { PlainSocket, rest } from "../support/rest.ts";
import { newTrader, User } from "../support/users.ts";

const platform = new Platform(inject("platform"));
const SYMBOL = "TESTD";
type Trader = User & { accountId: string };

let victim: Trader;
let other: Trader;
/** The victim's and a stranger's own keys, and one of the victim that may only read. */
let owner: User;
let reader: User;
let stranger: User;
let orderId: string;
const clientOrderId = `prey-${randomUUID().slice(0, 8)}`;
const sockets: PlainSocket[] = [];

async function keyOf(user: User, wish: object = {}): Promise<User> {
  const { status, body } = await rest(user, "POST", "/auth/api-keys", { name: "e2e", ...wish });
  expect(status).toBe(201);
  return new User(user.username, body.key, user.url);
}

const order = (more: object) => ({
  ...{ symbol: SYMBOL, quantity: "2", order_type: "LIMIT", time_in_force: "GTC" },
  ...more,
});

async function trade(): Promise<void> {
  await rest(other, "POST", "/api/order", order({ side: "SELL", price: "5.00" }));
  const { body } = await rest(owner, "POST", "/api/order", order({ side: "BUY", price: "5.00" }));
  expect(body.status).toBe("FILLED");
}

async function socketOf(user: User): Promise<PlainSocket> {
  const socket = await PlainSocket.open(user);
  sockets.push(socket);
  return socket;
}

beforeAll(async () => {
  victim = await newTrader(platform, "rst-v");
  other = await newTrader(platform, "rst-o");
  owner = await keyOf(victim);
  reader = await keyOf(victim, { read_only: true });
  stranger = await keyOf(await newTrader(platform, "rst-s"));
  await trade();
  const prey = order({ side: "BUY", price: "1.00", client_order_id: clientOrderId });
  orderId = (await rest(owner, "POST", "/api/order", prey)).body.id;
});
afterAll(() => {
  for (const socket of sockets) socket.close();
});

const shows = (value: unknown): boolean => {
  const text = JSON.stringify(value);
  return [orderId, clientOrderId, victim.accountId].some((mark) => text.includes(`"${mark}`));
};

const paths = () => [
  "/api/orders",
  `/api/orders?account_id=${victim.accountId}`,
  `/api/orders/${orderId}`,
  `/api/orders/${clientOrderId}?by=client_order_id`,
  `/api/orders/${clientOrderId}?by=client_order_id&account_id=${victim.accountId}`,
  "/api/executions",
  `/api/executions?account_id=${victim.accountId}`,
  "/api/positions",
  `/api/positions?account_id=${victim.accountId}`,
];

describe("a key over REST", () => {
  it("[REST-051] shows a stranger nothing of another's, and its owner everything", async () => {
    for (const path of paths()) {
      const strange = await rest(stranger, "GET", path);
      expect([200, 404], path).toContain(strange.status);
      expect(shows(strange.body), `${path}: ${JSON.stringify(strange.body)}`).toBe(false);
      for (const user of [owner, reader]) {
        const own = await rest(user, "GET", path);
        expect([own.status, shows(own.body)], path).toEqual([200, true]);
      }
    }
  });

  it("[REST-052] moves nothing of another's, and nothing at all where it may only read", async () => {
    const theirs = order({ side: "BUY", price: "1.00", account_id: victim.accountId });
    expect((await rest(stranger, "POST", "/api/order", theirs)).status).toBe(404);
    expect((await rest(stranger, "DELETE", `/api/orders/${orderId}`)).status).toBe(404);
    expect((await rest(reader, "DELETE", `/api/orders/${orderId}`)).status).toBe(403);
    expect((await rest(reader, "POST", "/api/order", theirs)).status).toBe(403);
    const { body } = await rest(owner, "GET", `/api/orders/${orderId}`);
    expect([body.status, body.remaining_qty]).toEqual(["NEW", "2"]);
  });
});

describe("a key over /ws", () => {
  it("[REST-053] lets nobody hear another's orders, fills and positions while they happen", async () => {
    const [own, strange] = [await socketOf(owner), await socketOf(stranger)];
    const channels = ["orders", "executions", "positions"];
    for (const channel of channels) {
      await own.subscribe(channel);
      await strange.subscribe(channel);
    }
    await trade();
    for (const channel of channels) {
      await waitFor(() => own.of(channel).length > 0, { what: `${channel} to reach the owner` });
    }
    expect(own.of("executions")[0]?.data).toMatchObject({
      ...{ account_id: victim.accountId, symbol: SYMBOL, fill_qty: "2", fill_price: "5" },
    });
    const mine = order({ side: "BUY", price: "1.00" });
    const marker = await strange.ask({ type: "order", data: mine });
    await waitFor(() => strange.of("orders").length > 0, { what: "the stranger's own order" });
    expect(strange.of("orders").map((frame) => frame.data.id)).toEqual([marker.data.id]);
    expect(strange.frames.some(shows)).toBe(false);
  });

  it("[REST-054] moves nothing of another's", async () => {
    const strange = await socketOf(stranger);
    const canceled = await strange.ask({ type: "cancel", data: { id: orderId } });
    expect(canceled.data.status).toBe(404);
    const theirs = order({ side: "BUY", price: "1.00", account_id: victim.accountId });
    expect((await strange.ask({ type: "order", data: theirs })).data.status).toBe(404);
    const there = { type: "subscribe", channel: "orders", account_id: victim.accountId };
    expect((await strange.ask(there)).data.status).toBe(404);
    const lost = { type: "subscribe", channel: "orders", after: "nonsense" };
    expect((await strange.ask(lost)).data).toMatchObject({ status: 400, channel: "orders" });
    const reading = await socketOf(reader);
    const refused = await reading.ask({ type: "cancel", data: { id: orderId } });
    expect(refused.data.status).toBe(403);
  });
});
