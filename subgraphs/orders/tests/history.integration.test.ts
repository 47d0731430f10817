import { engineEvent } from "@hft/engine-client";
import { createTestDatabase, type TestDatabase } from "@hft/testkit";
import { encode, type OrderAccepted } from "@hft/wire";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createHistory, type History } from "../src/live/history.ts";
import { createOrdersLive } from "../src/live/orders-live.ts";
import { type ExecutionSearch, findExecutions } from "../src/store/execution-rows.ts";
import { findOrders } from "../src/store/order-rows.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";
let database: TestDatabase;
let pool: Pool;
let history: History;
beforeAll(async () => {
  database = await createTestDatabase(inject("databaseUrl"), "history");
  pool = new Pool({ connectionString: database.roleUrl("orders") });
  history = createHistory({ pool, live: createOrdersLive(), sessionId: () => SESSION });
});
afterAll(async () => {
  await database.drop();
});

it("[ORD-035] says of a text that no order can have what is wrong with it", async () => {
  const search = { accounts: ["demo"], symbol: "AA\0PL", limit: 1 };
  const wrong = { code: "VALIDATION_FAILED", message: "A text must not contain the character NUL" };
  await expect(history.orderByClientId("demo", "\0")).rejects.toMatchObject(wrong);
  await expect(history.orders(search)).rejects.toMatchObject(wrong);
  await expect(history.executions(search)).rejects.toMatchObject(wrong);
  expect(await history.orderByClientId("demo", "nobody's")).toBeNull();
});

const FIRST_ID = 7_711_366_844_755_551_000n;

/** Orders in turn of accounts h0 and h1, with ids from FIRST_ID on; and one of the older system, which is nobody's. */
async function storeOrders(count: number): Promise<void> {
  await pool.query(
    `INSERT INTO public.orders (session_id, order_id, client_order_id, account_id, symbol, side, order_type,
       time_in_force, quantity, filled_qty, remaining_qty, status, sequence)
     SELECT $1, ($2::numeric + i)::text, 'c' || i, 'h' || (i % 2), 'TESTA', 'BUY', 'LIMIT', 'GTC', 1, 0, 1, 'NEW', i
     FROM generate_series(0, $3::int - 1) AS i`,
    [SESSION, String(FIRST_ID), count],
  );
  await pool.query(
    `INSERT INTO public.orders (order_id, client_order_id, symbol, side, order_type, quantity, filled_qty, remaining_qty,
       status, sequence) VALUES ('legacy-1', 'l1', 'TESTA', 'BUY', 'LIMIT', 1, 0, 1, 'NEW', -1)`,
  );
  await pool.query("ANALYZE public.orders");
}

it("[ORD-038] reads a page of orders from its end of the index, however many there are", async () => {
  await storeOrders(20_000);
  const { listening, plans } = listener();
  const idsOf = async (accounts: string[], beforeOrderId: bigint | null) =>
    (await findOrders(listening, SESSION, { accounts, beforeOrderId, limit: 3 })).map(
      ({ orderId }) => orderId - FIRST_ID,
    );
  expect(await idsOf(["h0"], null)).toEqual([19_998n, 19_996n, 19_994n]);
  expect(await idsOf(["h0", "h1"], null)).toEqual([19_999n, 19_998n, 19_997n]);
  expect(await idsOf(["h1", "h0"], FIRST_ID + 5n)).toEqual([4n, 3n, 2n]);
  expect(await idsOf(["h1", ""], FIRST_ID + 2n)).toEqual([1n]);
  expect(await idsOf(["h1", "h1"], FIRST_ID + 6n)).toEqual([5n, 3n, 1n]);
  for (const plan of await plans()) {
    expect(JSON.stringify(plan)).toContain('"Index Name":"orders_history"');
    expect(rowsRead(plan)).toBeLessThan(50);
  }
});

/** Fills in turn of accounts h0 and h1 and two of each order; then as many of an older session, with higher sequences. */
async function storeFills(count: number): Promise<void> {
  await pool.query(
    `INSERT INTO public.executions (session_id, order_id, client_order_id, account_id, symbol, side, fill_price, fill_qty,
       liquidity, match_id, sequence, timestamp)
     SELECT session, 'o' || (i / 4 * 2 + i % 2), 'c', 'h' || (i % 2), 'TESTA', 'BUY', 1, 1, 'TAKER', i::text, i + above, now()
     FROM generate_series(0, $3::int - 1) AS i, (VALUES ($1::uuid, 0), ($2::uuid, $3::int)) AS s (session, above)`,
    [SESSION, "99999999-2222-3333-4444-555555555555", count],
  );
  await pool.query("ANALYZE public.executions");
}

it("[ORD-039] reads a page of fills from its end of an index, and those of an order from the order's", async () => {
  await storeFills(20_000);
  const { listening, plans } = listener();
  const search = { limit: 3, orderIds: null, beforeSequence: null };
  const sequencesOf = async (part: Partial<ExecutionSearch> & { accounts: string[] }) =>
    (await findExecutions(listening, SESSION, { ...search, ...part })).map((e) => e.sequence);
  expect(await sequencesOf({ accounts: ["h0"] })).toEqual([19_998n, 19_996n, 19_994n]);
  expect(await sequencesOf({ accounts: ["h0", "h1"] })).toEqual([19_999n, 19_998n, 19_997n]);
  const fifth = { beforeSequence: 5n };
  expect(await sequencesOf({ accounts: ["h1", "h0"], ...fifth })).toEqual([4n, 3n, 2n]);
  expect(await sequencesOf({ accounts: ["h1", "h1"], ...fifth })).toEqual([3n, 1n]);
  for (const plan of await plans()) {
    expect(JSON.stringify(plan)).toContain('"Index Name":"executions_history"');
    expect(rowsRead(plan)).toBeLessThan(50);
  }
  const ofOrder = { accounts: ["h1"], orderIds: ["o5"], limit: 500 };
  expect(await sequencesOf(ofOrder)).toEqual([11n, 9n]);
  expect(rowsRead((await plans()).at(-1) as PlanNode)).toBeLessThan(50);
});

/** A pool that remembers what it was asked, and the plans of these queries. */
function listener() {
  const asked: [string, unknown[]][] = [];
  const listening = {
    query: (text: string, values: unknown[]) => {
      asked.push([text, values]);
      return pool.query(text, values);
    },
  } as unknown as Pool;
  async function plans(): Promise<PlanNode[]> {
    const found: PlanNode[] = [];
    for (const [text, values] of asked) {
      const { rows } = await pool.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      const [{ "QUERY PLAN": plan }] = rows as [{ "QUERY PLAN": [{ Plan: PlanNode }] }];
      found.push(plan[0].Plan);
    }
    return found;
  }
  return { listening, plans };
}

interface PlanNode {
  "Node Type": string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

/** Rows that a plan has looked at in tables and indexes. */
function rowsRead(node: PlanNode): number {
  const { "Rows Removed by Filter": removed = 0, Plans = [] } = node;
  const isScan = node["Node Type"].includes("Scan");
  const own = isScan ? (node["Actual Rows"] + removed) * node["Actual Loops"] : 0;
  return Plans.reduce((sum, one) => sum + rowsRead(one), own);
}

const ACCEPTED_AT = 5n;
const accepted: OrderAccepted = {
  ...{ type: "OrderAccepted", sequence: ACCEPTED_AT, commandSequence: 1n, orderId: 1n },
  ...{ reserved: 0n, ingressTimeNs: 5n, transactTimeNs: 5n, orderQty: 1n, limitPx: 2n },
  ...{ leavesQty: 1n, accountId: "seam", symbol: "TESTA", clientOrderId: "c1", side: "BUY" },
  ...{ ordType: "LIMIT", timeInForce: "GTC", principal: "p", text: "" },
};

it("[ORD-047] shows of an order that memory and table both have the newer", async () => {
  const live = createOrdersLive();
  live.apply([engineEvent(SESSION, ACCEPTED_AT, encode(accepted))]);
  const seam = createHistory({ pool, live, sessionId: () => SESSION });
  const stored = (sequence: bigint) =>
    pool.query(
      `INSERT INTO public.orders (session_id, order_id, client_order_id, account_id, symbol, side, order_type,
         time_in_force, quantity, filled_qty, remaining_qty, status, sequence)
       VALUES ($1, '1', 'c1', 'seam', 'TESTA', 'BUY', 'LIMIT', 'GTC', 1, 0, 0, 'CANCELED', $2)
       ON CONFLICT (session_id, order_id) DO UPDATE SET sequence = $2`,
      [SESSION, String(sequence)],
    );
  const shown = async () => {
    const page = await seam.orders({ accounts: ["seam"], limit: 2 });
    return page.map(({ ordStatus }) => ordStatus);
  };
  await stored(ACCEPTED_AT + 4n);
  expect(await shown()).toEqual(["CANCELED"]);
  await stored(ACCEPTED_AT - 1n);
  expect(await shown()).toEqual(["NEW"]);
});

it("[ORD-036] says that the past cannot be read now when Postgres is away", async () => {
  await pool.end();
  const away = { code: "HISTORY_UNAVAILABLE", retryable: true };
  await expect(history.orderByClientId("demo", "a")).rejects.toMatchObject(away);
});
