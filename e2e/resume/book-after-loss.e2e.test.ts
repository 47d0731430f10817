// The engine is killed, and the level that goes before its market reader is back goes for every watcher of the book.
import { waitFor } from "@hft/testkit";
import type { Client } from "graphql-ws";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { chainProblems, collect } from "../support/collect.ts";
import { freeze } from "../support/outage.ts";
import { Platform } from "../support/platform.ts";
import { newTrader, type User } from "../support/users.ts";

// Of others only IOC orders come, in another story: no later change may be what mends the book.
const SYMBOL = "TESTE";
const BOOK = `query ($symbol: ID!) { book(symbol: $symbol) { asOfSequence items { side px qty } } }`;
const CHANGES = `subscription ($symbol: ID!) {
  book(symbol: $symbol) { sequence previousSequence cursor events { side px qty } } }`;
const QUOTES = `subscription ($symbol: ID!) {
  quotes(symbols: [$symbol]) { sequence previousSequence cursor events { bidPx askPx } } }`;
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlaceOrderAccepted { order { id } } } }`;
const CANCEL = `mutation ($id: ID!) { cancelOrder(id: $id) { __typename } }`;

interface Level {
  side: "BUY" | "SELL";
  px: string;
  qty: string;
}
interface Book {
  book: { asOfSequence: string; items: Level[] };
}
interface Canceled {
  cancelOrder: { __typename: string };
}
interface Quote {
  bidPx: string | null;
  askPx: string | null;
}

const platform = new Platform(inject("platform"));
let trader: User & { accountId: string };
let client: Client;

beforeAll(async () => {
  trader = await newTrader(platform, "loss");
  client = trader.socket();
});
afterAll(() => client.dispose());

async function rest(side: Level["side"], limitPx: string): Promise<string> {
  const { accountId } = trader;
  const input = { accountId, symbol: SYMBOL, side, limitPx, orderQty: "3", ordType: "LIMIT" };
  const { placeOrder } = await trader.graphql<{ placeOrder: { order: { id: string } } }>(PLACE, {
    input: { ...input, timeInForce: "GTC", clientOrderId: `${SYMBOL}-${limitPx}` },
  });
  return placeOrder.order.id;
}

async function killEngine(): Promise<void> {
  const killed = platform.kill("engine");
  await platform.isBack("engine", killed);
}

/** Until the graph reaches the engine again. */
async function cancel(id: string): Promise<void> {
  const isCanceled = async () => {
    const { cancelOrder } = await trader.graphql<Canceled>(CANCEL, { id });
    return cancelOrder.__typename === "CancelOrderAccepted";
  };
  await waitFor(isCanceled, { what: "the cancel to be accepted" });
}

/** As docs/clients.md says: changes above the place of the query, quantity 0 = gone. */
function built(
  { items, asOfSequence }: Book["book"],
  batches: readonly { sequence: string; events: Level[] }[],
) {
  const levels = new Map(items.map((one) => [`${one.side} ${one.px}`, one.qty]));
  for (const { sequence, events } of batches) {
    if (BigInt(sequence) <= BigInt(asOfSequence)) continue;
    for (const { side, px, qty } of events)
      if (Number(qty) === 0) levels.delete(`${side} ${px}`);
      else levels.set(`${side} ${px}`, qty);
  }
  return Object.fromEntries(levels);
}

it("[STR-004] shows no level that went while the feed was lost", async () => {
  const ask = await rest("SELL", "11");
  await rest("BUY", "10");
  const changes = collect<Level>(client, "book", CHANGES, { symbol: SYMBOL });
  const quotes = collect<Quote>(client, "quotes", QUOTES, { symbol: SYMBOL });
  await Promise.all([changes.live, quotes.live]);
  const { book } = await trader.graphql<Book>(BOOK, { symbol: SYMBOL });
  const seen = () => built(book, changes.batches);
  await waitFor(() => Object.keys(seen()).length === 2, { what: "both levels" });
  const thaw = freeze(platform, "analytics");
  await killEngine();
  await cancel(ask);
  await thaw();
  await waitFor(() => seen()["SELL 11"] === undefined, { what: "the ask to be gone" });
  expect(seen()).toEqual({ "BUY 10": "3" });
  await waitFor(() => quotes.events.at(-1)?.askPx === null, { what: "the quote without ask" });
  expect(quotes.events.at(-1)?.bidPx).toBe("10");
  const now = await trader.graphql<Book>(BOOK, { symbol: SYMBOL });
  expect(seen()).toEqual(built(now.book, []));
  expect([...chainProblems(changes.batches), ...changes.errors]).toEqual([]);
  changes.stop();
  quotes.stop();
});
