// Partitions interleave as they like, batches come twice, a transaction fails half-way: the tables end the same.
import {
  createProjection,
  type EngineEvent,
  engineEvent,
  type FetchHandler,
  type KafkaBatch,
} from "@hft/engine-client";
import { createTestDatabase, type TestDatabase } from "@hft/testkit";
import { encode, type Fill, type OrderAccepted } from "@hft/wire";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { projectOrders } from "../src/ingest/project-orders.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";
const TOPIC = "hft.orders.v1";
const PARTITIONS = 6;
const ACCOUNTS = 12;
const ORDERS_EACH = 20;
const ONE = 100_000_000n;

const databases: TestDatabase[] = [];
const pools: Pool[] = [];

async function newPool(): Promise<Pool> {
  const database = await createTestDatabase(inject("databaseUrl"), "projection");
  const pool = new Pool({ connectionString: database.roleUrl("orders") });
  databases.push(database);
  pools.push(pool);
  return pool;
}

beforeAll(async () => {
  await newPool();
  await newPool();
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await Promise.all(databases.map((database) => database.drop()));
});

/** Orders that fill in two parts; sequences run through all accounts as the engine's would. */
function makeEvents(ordersEach = ORDERS_EACH): EngineEvent[] {
  const events: EngineEvent[] = [];
  for (let order = 0; order < ordersEach; order += 1) {
    for (let account = 0; account < ACCOUNTS; account += 1) {
      for (const step of [0, 1, 2]) {
        const sequence = BigInt(events.length + 1);
        events.push(
          engineEvent(SESSION, sequence, encode(messageOf(sequence, account, order, step))),
        );
      }
    }
  }
  return events;
}

function messageOf(
  sequence: bigint,
  account: number,
  order: number,
  step: number,
): OrderAccepted | Fill {
  const common = {
    ...{ sequence, commandSequence: sequence, ingressTimeNs: sequence, transactTimeNs: sequence },
    ...{
      orderId: BigInt(order * ACCOUNTS + account + 1),
      reserved: 0n,
      accountId: `acc${account}`,
    },
    ...{ symbol: "TESTA", clientOrderId: `c${order}`, side: "BUY" as const },
  };
  const left = BigInt(2 - step) * ONE;
  if (step === 0) {
    const terms = { orderQty: left, limitPx: ONE, leavesQty: left, ordType: "LIMIT" as const };
    return {
      type: "OrderAccepted",
      ...common,
      ...terms,
      timeInForce: "GTC",
      principal: "p",
      text: "",
    };
  }
  const done = BigInt(step) * ONE;
  return {
    ...{ type: "Fill", ...common, matchId: sequence, lastQty: ONE, lastPx: ONE, cumQty: done },
    ...{ leavesQty: left, cumCost: done, positionQty: done, positionCost: done, realizedPnl: 0n },
    ...{ lastRealizedPnl: 0n, cash: 0n, liquidity: "TAKER", ordStatus: "NEW" },
  };
}

/** As one part, or in parts of this size. */
async function* partsOf(events: EngineEvent[], size = events.length) {
  for (let at = 0; at < events.length; at += size) yield events.slice(at, at + size);
}

const partitionOf = (event: EngineEvent): number =>
  Number((event.message as { accountId: string }).accountId.slice(3)) % PARTITIONS;

/** A batch as a test makes it; its parts are read anew each time that it comes. */
type Batch = Omit<KafkaBatch, "parts"> & { events: EngineEvent[] };
const asKafka = ({ events, ...place }: Batch): KafkaBatch => ({
  ...place,
  parts: partsOf(events, 1 + Math.floor(Math.random() * events.length)),
});

/** Some batches at a time, as fetches bring them; a bridge that repeats itself may bring a partition twice. */
function fetchesOf(batches: readonly Batch[]): KafkaBatch[][] {
  const fetches: KafkaBatch[][] = [];
  for (let at = 0; at < batches.length; ) {
    const next = batches.slice(at, at + 1 + Math.floor(Math.random() * PARTITIONS));
    fetches.push(next.map(asKafka));
    at += next.length;
  }
  return fetches;
}

/** Runs batches through a projection whose source hands them over in the given order. */
async function project(pool: Pool, batches: Batch[]): Promise<void> {
  const failures: unknown[] = [];
  const projection = createProjection({
    source: {
      isRunning: true,
      poisonCount: 0,
      start: async (handler) => {
        for (const fetch of fetchesOf(batches)) await handler(fetch);
      },
      stop: async () => {},
      bury: async (_topic, quarantined) => {
        failures.push(...quarantined);
      },
    },
    ...{ pool, schema: "orders", consumer: "test", apply: projectOrders },
    onFatal: (error) => failures.push(error),
    onError: (error) => failures.push(error),
  });
  await projection.start();
  expect(failures).toEqual([]);
}

function batchesOf(events: EngineEvent[], size: () => number): Batch[][] {
  return Array.from({ length: PARTITIONS }, (_, partition) => {
    const own = events.filter((event) => partitionOf(event) === partition);
    const batches: Batch[] = [];
    for (let at = 0; at < own.length; ) {
      const part = own.slice(at, at + size());
      batches.push({ topic: TOPIC, partition, events: part });
      at += part.length;
    }
    return batches;
  });
}

/** Any order that keeps each partition's own; about every third batch comes twice. */
function interleaved(partitions: Batch[][]): Batch[] {
  const queues = partitions.map((batches) => [...batches]);
  const order: Batch[] = [];
  while (queues.some((queue) => queue.length > 0)) {
    const waiting = queues.filter((queue) => queue.length > 0);
    const next = waiting[Math.floor(Math.random() * waiting.length)]?.shift() as Batch;
    const { events, ...place } = next;
    // A bridge that starts again repeats itself in one breath, or a rebalance brings the whole batch again.
    order.push(Math.random() < 0.3 ? { ...place, events: [...events, ...events] } : next);
    if (Math.random() < 0.3) order.push(next);
  }
  return order;
}

async function tables(pool: Pool): Promise<unknown[][]> {
  const read = async (sql: string) => (await pool.query(sql)).rows;
  return Promise.all([
    read(
      "SELECT order_id, status, filled_qty, remaining_qty, avg_px, sequence FROM public.orders ORDER BY order_id::numeric",
    ),
    read(
      "SELECT sequence, order_id, fill_qty, fill_price, match_id FROM public.executions ORDER BY sequence",
    ),
    read(
      "SELECT sequence, account_id, encode(payload, 'hex') AS payload FROM orders.order_events ORDER BY sequence",
    ),
  ]);
}

it("[REC-012] ends the same however partitions interleave and batches repeat", async () => {
  const events = makeEvents();
  const [plain, shuffled] = pools as [Pool, Pool];
  await project(plain, batchesOf(events, () => 1_000).flat());
  await project(shuffled, interleaved(batchesOf(events, () => 1 + Math.floor(Math.random() * 25))));
  const expected = await tables(plain);
  expect(expected.map((rows) => rows.length)).toEqual([
    ACCOUNTS * ORDERS_EACH,
    ACCOUNTS * ORDERS_EACH * 2,
    events.length,
  ]);
  expect(await tables(shuffled)).toEqual(expected);
});

it("[REC-013] outlives a connection that Postgres takes away between two queries", async () => {
  const [pool, other] = pools as [Pool, Pool];
  const errors: unknown[] = [];
  const source = (only: Batch) => ({
    isRunning: true,
    poisonCount: 0,
    start: (handler: FetchHandler) => handler([asKafka(only)]),
    stop: async () => {},
    bury: async () => {},
  });
  const batch = { topic: "hft.orders.v1", partition: 99, events: makeEvents().slice(0, 3) };
  const loseConnection: typeof projectOrders = async (tx) => {
    const { rows } = await tx.query("SELECT pg_backend_pid() AS pid");
    const isLost = new Promise((lost) => tx.once("end", lost));
    await other.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
    await isLost;
  };
  const options = {
    ...{ source: source(batch), pool, schema: "orders" as const, consumer: "lost" },
    onFatal: (error: Error) => errors.push(error),
    onError: (error: unknown) => errors.push(error),
  };
  await expect(createProjection({ ...options, apply: loseConnection }).start()).rejects.toThrow();
  expect(errors).toHaveLength(1);
  const calm = createProjection({ ...options, apply: async () => {} });
  await calm.start();
  expect(calm.lastSequence).toBe(3n);
});

it("[REC-014] stores all parts of a batch or none of them", async () => {
  const pool = await newPool();
  // Two of these are more than what is stored at once.
  const size = 300;
  const events = makeEvents(200).filter((event) => partitionOf(event) === 0);
  const last = events.at(-1)?.sequence;
  let failures = 0;
  const projection = createProjection({
    source: {
      isRunning: true,
      poisonCount: 0,
      // The first time it fails in its third part, and comes again as Kafka would bring it.
      start: async (handler) => {
        const batch = () => ({ topic: TOPIC, partition: 0, parts: partsOf(events, size) });
        await expect(handler([batch()])).rejects.toThrow("in the third");
        expect((await tables(pool)).flat()).toEqual([]);
        expect((await pool.query("SELECT FROM orders.consumer_cursor")).rowCount).toBe(0);
        await handler([batch()]);
      },
      stop: async () => {},
      bury: async () => {},
    },
    ...{ pool, schema: "orders", consumer: "test" },
    apply: async (tx, part) => {
      if (part[0] === events[2 * size] && failures === 0) throw new Error("in the third");
      await projectOrders(tx, part);
    },
    onFatal: (error) => expect.unreachable(String(error)),
    onError: () => {
      failures += 1;
    },
  });
  await projection.start();
  expect(failures).toBe(1);
  expect(projection.lastSequence).toBe(last);
  const rows = await pool.query("SELECT sequence FROM orders.consumer_cursor");
  expect(rows.rows).toEqual([{ sequence: String(last) }]);
  expect((await tables(pool))[2]).toHaveLength(events.length);
});

it("[FAIL-020] quarantines what does not fit, stores the rest and never lets a made-up record move the cursor", async () => {
  const pool = await newPool();
  const [accepted, fill, last] = makeEvents().slice(0, 3) as [
    EngineEvent,
    EngineEvent,
    EngineEvent,
  ];
  const accountFill = makeEvents().find(({ sequence }) => sequence === 5n) as EngineEvent;
  const ahead = engineEvent(SESSION, 900n, encode(messageOf(900n, 0, 9, 0)));
  const buried: { sequence: bigint; reason: string }[] = [];
  const projection = createProjection({
    source: {
      isRunning: true,
      poisonCount: 0,
      start: (handler) =>
        handler([
          {
            ...{ topic: TOPIC, partition: 0 },
            parts: partsOf([accepted, ahead, accountFill, fill, last]),
          },
        ]),
      stop: async () => {},
      bury: async (_topic, all) => {
        for (const { event, reason } of all) buried.push({ sequence: event.sequence, reason });
      },
    },
    ...{ pool, schema: "orders", consumer: "test", apply: projectOrders },
    check:
      () =>
      async ({ sequence }) =>
        sequence > 100n ? "ahead" : null,
    onFatal: (error) => expect.unreachable(String(error)),
    onError: (error) => expect.unreachable(String(error)),
  });
  await projection.start();
  expect(buried.map(({ sequence }) => sequence)).toEqual([900n, 5n]);
  expect(buried[1]?.reason).toContain("unknown order");
  expect(projection.lastSequence).toBe(5n);
});
