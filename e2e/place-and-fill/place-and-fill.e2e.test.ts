// 1,000 orders of two people in a moving market; every fill is the same text wherever the platform shows it.
import { randomUUID } from "node:crypto";
import { topics } from "@hft/contracts/kafka/topics";
import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type Collected, chainProblems, collect } from "../support/collect.ts";
import {
  byExecId,
  type FillText,
  fillsOfGraphql,
  fillsOfLog,
  fillsOfPostgres,
  type LoggedFill,
  recordsOf,
} from "../support/fills.ts";
import { Platform } from "../support/platform.ts";
import { newTrader, type User } from "../support/users.ts";
import { readFills } from "../terminal/blotter.ts";
import { logInAt, openBrowser } from "../terminal/browser.ts";

const ORDERS = 1_000;
const LANES = 12;
const SYMBOL = "AAPL";
const platform = new Platform(inject("platform"));

const FILLS = `subscription { fills { events { id accountId symbol side lastPx lastQty liquidity matchId transactTimeNs
  order { id cumQty position { avgPx quantity } } instrument { tickPx } } sequence previousSequence cursor } }`;
const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlaceOrderAccepted { order { id } } ... on OrderRejection { reason } } }`;
const CANCEL_ALL = `mutation ($id: ID!) { cancelAllOrders(accountId: $id) { __typename } }`;
const BOOK = `query { book(symbol: "${SYMBOL}", depth: 1) { items { side px } } }`;

type FillEvent = Omit<FillText, "execId"> & {
  id: string;
  order: { id: string; cumQty: string; position: { avgPx: string | null; quantity: string } };
  instrument: { tickPx: string };
};
type Trader = User & { accountId: string; password: string };

let traders: [Trader, Trader];
let stranger: Trader;
let streams: Collected<FillEvent>[];
let strangersStream: Collected<FillEvent>;
let logged: LoggedFill[];
const sockets: { dispose: () => unknown }[] = [];

function watch(user: User): Collected<FillEvent> {
  const client = user.socket();
  sockets.push(client);
  return collect<FillEvent>(client, "fills", FILLS);
}

async function midPx(): Promise<number> {
  const { book } = await stranger.graphql<{ book: { items: { side: string; px: string }[] } }>(
    BOOK,
  );
  const prices = book.items.map((level) => Number(level.px));
  return prices.reduce((sum, px) => sum + px, 0) / prices.length;
}

/** A random order within a few ticks of the market: some rest, some trade, some only in part. */
function wish(trader: Trader, mid: number) {
  const isMarket = Math.random() < 0.1;
  const offset = Math.round((Math.random() - 0.5) * 12) / 100;
  return {
    ...{
      accountId: trader.accountId,
      symbol: SYMBOL,
      side: Math.random() < 0.5 ? "BUY" : "SELL",
      clientOrderId: randomUUID(),
    },
    ...{
      ordType: isMarket ? "MARKET" : "LIMIT",
      timeInForce: isMarket ? "IOC" : Math.random() < 0.5 ? "IOC" : "GTC",
    },
    orderQty: String(1 + Math.floor(Math.random() * 60)),
    limitPx: isMarket ? null : (mid + offset).toFixed(2),
  };
}

async function placeAll(): Promise<Map<string, number>> {
  const outcomes = new Map<string, number>();
  let left = ORDERS;
  let mid = await midPx();
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      if (left % 50 === 0) mid = await midPx();
      const trader = traders[left % 2] as Trader;
      const { placeOrder } = await trader.graphql<{
        placeOrder: { __typename: string; reason?: string };
      }>(PLACE, { input: wish(trader, mid) });
      const outcome = placeOrder.reason ?? placeOrder.__typename;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return outcomes;
}

const seen = (): FillText[] =>
  byExecId(
    streams.flatMap((s) =>
      s.events.map(({ id, order: _o, instrument: _i, ...rest }) => ({ execId: id, ...rest })),
    ),
  );

beforeAll(async () => {
  traders = [await newTrader(platform, "fill-a"), await newTrader(platform, "fill-b")];
  stranger = await newTrader(platform, "fill-c");
  streams = traders.map(watch);
  strangersStream = watch(stranger);
  await Promise.all([...streams, strangersStream].map((stream) => stream.live));
  const outcomes = await placeAll();
  console.log(`${ORDERS} orders: ${JSON.stringify(Object.fromEntries(outcomes))}`);
  for (const trader of traders) await trader.graphql(CANCEL_ALL, { id: trader.accountId });
  const sessionId = (await fetchSession()) as string;
  const accounts = traders.map((t) => t.accountId);
  logged = await waitFor(
    () => {
      const fills = fillsOfLog(platform, sessionId, accounts);
      return fills.length > 0 && fills.length === seen().length ? fills : null;
    },
    { limitMs: 30_000, everyMs: 500, what: "the streams to show what the log holds" },
  );
  console.log(
    `${logged.length} fills, ${logged.filter(({ fill }) => fill.leavesQty > 0n).length} of them partial`,
  );
}, 240_000);

afterAll(() => {
  for (const socket of sockets) void socket.dispose();
});

async function fetchSession(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${platform.facts.ports.ENGINE_HTTP_PORT}/readyz`);
  return ((await answer.json()) as { sessionId: string }).sessionId;
}

const expected = () => byExecId(logged.map(({ text }) => text));

it("[FILL-001] makes more than 300 fills, partial ones among them", () => {
  expect(logged.length).toBeGreaterThan(300);
  expect(logged.some(({ fill }) => fill.leavesQty > 0n)).toBe(true);
});

it("[FILL-002] streams every fill once, in order, with fields of three subgraphs", () => {
  expect(seen()).toEqual(expected());
  for (const stream of streams) {
    expect(stream.errors).toEqual([]);
    expect(chainProblems(stream.batches)).toEqual([]);
    for (const event of stream.events) {
      expect(event.instrument.tickPx).toBe("0.01");
      expect(event.order.position).toBeTruthy();
    }
  }
});

it("[FILL-003] lists the same fills over GraphQL", async () => {
  const rows = await Promise.all(traders.map(fillsOfGraphql));
  expect(byExecId(rows.flat())).toEqual(expected());
});

it("[FILL-004] stores the same fills in Postgres", async () => {
  const accounts = traders.map((t) => t.accountId);
  const rows = await waitFor(
    async () => {
      const stored = await fillsOfPostgres(platform, accounts);
      return stored.length >= logged.length ? stored : null;
    },
    { limitMs: 30_000, everyMs: 500, what: "the projection to catch up" },
  );
  expect(rows).toEqual(expected());
});

it.each([topics.orders.name, topics.executions.name])(
  "[FILL-005] carries the log's bytes in %s",
  async (topic) => {
    const wanted = logged.map(({ fill }) => String(fill.sequence));
    const records = await recordsOf(platform, topic, (held) =>
      wanted.every((sequence) => held.has(sequence)),
    );
    const different = logged.filter(
      ({ fill, bytes }) => !records.get(String(fill.sequence))?.equals(bytes),
    );
    console.log(`${topic}: ${wanted.length} records compared`);
    expect(different).toEqual([]);
  },
);

it("[FILL-006] shows a third account none of them", async () => {
  expect(strangersStream.events).toEqual([]);
  expect(await fillsOfGraphql(stranger)).toEqual([]);
});

it("[FILL-007] shows a trader each of their fills in the terminal, scrolled through", async () => {
  const [trader] = traders;
  const browser = await openBrowser();
  try {
    const { page } = await browser.newPage();
    await logInAt(page, platform.webUrl, trader);
    const rows = await readFills(page);
    const own = expected().filter((fill) => fill.accountId === trader.accountId);
    console.log(`${rows.length} rows in the blotter, ${own.length} executions`);
    const shown = rows.map(({ orderId: _orderId, ...rest }) => rest as unknown as FillText);
    expect(byExecId(shown)).toEqual(own);
  } finally {
    await browser.close();
  }
});
