// A client that is cut again and again, on other replicas each time, ends with every fill once; a crowd shares one upstream.
import type { CommandClient } from "@hft/engine-client";
import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { chainProblems, collect } from "../support/collect.ts";
import { connectEngine } from "../support/engine.ts";
import { fillsOfGraphql } from "../support/fills.ts";
import { Platform } from "../support/platform.ts";
import { type Replica, startOrdersReplica, startRouterReplica } from "../support/replica.ts";
import { keepTrading, makeMatches, type Pair } from "../support/traffic.ts";
import { newTrader, type User } from "../support/users.ts";

const CUTS = 50;
const CLIENTS = 100;
const platform = new Platform(inject("platform"));
const FILLS = `subscription ($after: Cursor) { fills(after: $after) { events { id } sequence previousSequence cursor } }`;

type Trader = User & { accountId: string };
interface Seen {
  id: string;
}
interface Open {
  openOrders: { items: { id: string; leavesQty: string }[]; asOfSequence: string };
}

let buyer: Trader;
let seller: Trader;
let engine: CommandClient;
let pair: Pair;
let replicas: Replica[];

beforeAll(async () => {
  buyer = await newTrader(platform, "res-b");
  seller = await newTrader(platform, "res-s");
  engine = await connectEngine(platform, "e2e-resume");
  pair = { buyer: buyer.accountId, seller: seller.accountId, symbol: "TESTC" };
  const orders = await startOrdersReplica(platform);
  replicas = [orders, await startRouterReplica(platform, orders.url)];
});
afterAll(async () => {
  engine.stop();
  for (const replica of replicas.reverse()) await replica.stop();
});

/** Doors in turn: first router and first orders subgraph, then the second of each. */
const door = (turn: number): string =>
  turn % 2 === 0 ? platform.routerUrl : (replicas[1] as Replica).url;

it(`[STR-001] resumes exactly over ${CUTS} cuts at random events, on another replica each time`, async () => {
  const before = buyer.socket();
  const first = collect<Seen>(before, "fills", FILLS);
  await first.live;
  const traffic = keepTrading(engine, pair);
  const ids: string[] = [];
  const batches: Parameters<typeof chainProblems>[0][number][] = [];
  let after: string | null = first.batches[0]?.cursor ?? null;
  await before.dispose();
  for (let turn = 0; turn <= CUTS; turn += 1) {
    const client = buyer.socket(door(turn));
    const part = collect<Seen>(client, "fills", FILLS, { after });
    await part.live;
    const wanted = 1 + Math.floor(Math.random() * 12);
    await waitFor(() => part.events.length >= wanted, {
      limitMs: 20_000,
      what: `${wanted} events in turn ${turn}`,
    });
    if (turn === CUTS) {
      const made = await traffic.stop();
      await waitFor(() => ids.length + part.events.length >= made, {
        limitMs: 20_000,
        what: `${made} fills`,
      });
    }
    client.terminate();
    expect(
      part.errors.filter(
        (e) => !String(e).includes("Terminated") && !(e as { code?: number }).code,
      ),
    ).toEqual([]);
    ids.push(...part.events.map((e) => e.id));
    batches.push(...part.batches);
    after = part.batches.at(-1)?.cursor ?? after;
    await client.dispose();
  }
  const logged = (await fillsOfGraphql(buyer)).map((fill) => fill.execId);
  console.log(`${CUTS} cuts, ${ids.length} fills seen, ${logged.length} listed`);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual([...logged].sort());
});

async function upstreams(): Promise<number> {
  const token = (platform.secrets as unknown as { metricsToken: string }).metricsToken;
  const text = await (
    await fetch(`${platform.routerUrl}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  ).text();
  return Number(
    /^router_upstream_subscriptions\{[^}]*subgraph="orders"[^}]*\} (\d+)/m.exec(text)?.[1] ??
      Number.NaN,
  );
}

it(`[STR-002] serves ${CLIENTS} identical clients from one upstream, loses none of 10 bursts of 50 fills, and closes it within 5 s`, async () => {
  const before = await upstreams();
  const clients = Array.from({ length: CLIENTS }, () => seller.socket());
  const streams = clients.map((client) => collect<Seen>(client, "fills", FILLS));
  await Promise.all(streams.map((stream) => stream.live));
  expect((await upstreams()) - before).toBe(1);
  for (let burst = 0; burst < 10; burst += 1) await makeMatches(engine, pair, 50, 50);
  await waitFor(() => streams.every((stream) => stream.events.length >= 500), {
    limitMs: 30_000,
    what: "500 fills at every client",
  });
  const lists = new Set(streams.map((stream) => stream.events.map((e) => e.id).join()));
  expect(lists.size).toBe(1);
  expect(streams.flatMap((stream) => chainProblems(stream.batches))).toEqual([]);
  const left = performance.now();
  await Promise.all(clients.map((client) => client.dispose()));
  await waitFor(async () => (await upstreams()) === before, {
    limitMs: 5_000,
    what: "the upstream to be closed",
  });
  console.log(
    `${CLIENTS} clients × 500 fills, 1 upstream, closed after ${Math.round(performance.now() - left)} ms`,
  );
});

it("[STR-003] gives a late joiner the whole by snapshot query and changes above it", async () => {
  const ORDERS = `query ($id: ID!) { openOrders(accountId: $id) { items { id leavesQty } asOfSequence } }`;
  const EVENTS = `subscription { orderEvents { events { sequence order { id leavesQty ordStatus } } sequence previousSequence cursor } }`;
  const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }`;
  const wish = (i: number) => ({
    accountId: buyer.accountId,
    symbol: "TESTD",
    side: "BUY",
    ordType: "LIMIT",
    timeInForce: "GTC",
    orderQty: "5",
    limitPx: "1.00",
    clientOrderId: `late-${i}`,
  });
  for (let i = 0; i < 10; i += 1) await buyer.graphql(PLACE, { input: wish(i) });
  interface Change {
    sequence: string;
    order: { id: string; leavesQty: string; ordStatus: string };
  }
  const client = buyer.socket();
  const changes = collect<Change>(client, "orderEvents", EVENTS);
  await changes.live;
  const placing = Promise.all(
    Array.from({ length: 20 }, (_, i) => buyer.graphql(PLACE, { input: wish(100 + i) })),
  );
  const { openOrders } = await buyer.graphql<Open>(ORDERS, { id: buyer.accountId });
  await placing;
  const open = new Map(openOrders.items.map((order) => [order.id, order.leavesQty]));
  const complete = () => {
    const built = new Map(open);
    for (const { sequence, order } of changes.events)
      if (BigInt(sequence) > BigInt(openOrders.asOfSequence)) built.set(order.id, order.leavesQty);
    return built;
  };
  const now = await buyer.graphql<Open>(ORDERS, { id: buyer.accountId });
  const expected = new Map(now.openOrders.items.map((o) => [o.id, o.leavesQty]));
  await waitFor(() => complete().size === expected.size, {
    limitMs: 10_000,
    what: "the late joiner to catch up",
  });
  expect(complete()).toEqual(expected);
  await client.dispose();
});
