// What a projection leaves behind when a transaction fails on the way: nothing, and another try stores all.
import {
  createProjection,
  type EngineEvent,
  type KafkaBatch,
  type ProjectionOptions,
  together,
} from "@hft/engine-client";
import type { Pool } from "pg";
import { expect, it } from "vitest";
import { projectOrders } from "../src/ingest/project-orders.ts";
import { poolMaker } from "./new-pool.ts";
import { makeEvents, PARTITIONS, partitionOf, partsOf, TOPIC, tables } from "./order-events.ts";

const newPool = poolMaker("failed");

/** A projection of `pool` that is handed this fetch each time it starts, and what it had to say. */
function projectionOf(
  pool: Pool,
  rules: Pick<ProjectionOptions, "apply" | "check">,
  fetch: () => KafkaBatch[],
) {
  const errors: unknown[] = [];
  const reasons: string[] = [];
  const projection = createProjection({
    source: {
      ...{ isRunning: true, poisonCount: 0, stop: async () => {} },
      start: (handler) => handler(fetch()),
      bury: async (_topic, all) => {
        for (const { reason } of all) reasons.push(reason);
      },
    },
    ...{ pool, schema: "orders", consumer: "test", ...rules },
    onFatal: (error) => expect.unreachable(String(error)),
    onError: (error) => errors.push(error),
  });
  return { projection, errors, reasons };
}

/** Nothing of a transaction that was given up: no row, no cursor. */
async function expectEmpty(pool: Pool): Promise<void> {
  expect((await tables(pool)).flat()).toEqual([]);
  expect((await pool.query("SELECT FROM orders.consumer_cursor")).rowCount).toBe(0);
}

/** One partition's events, in parts of a size. */
const batchOf = (events: EngineEvent[], size = events.length) => [
  { topic: TOPIC, partition: 0, parts: partsOf(events, size) },
];

/** Every partition's events, as one fetch. */
const wholeFetch = (events: EngineEvent[], size: number): KafkaBatch[] =>
  Array.from({ length: PARTITIONS }, (_, partition) => ({
    ...{ topic: TOPIC, partition },
    parts: partsOf(
      events.filter((event) => partitionOf(event) === partition),
      size,
    ),
  }));

it("[REC-013] outlives a connection that Postgres takes away between two queries", async () => {
  const pool = await newPool();
  const fetch = () => batchOf(makeEvents().slice(0, 3));
  const loseConnection: typeof projectOrders = async (tx) => {
    const { rows } = await tx.query("SELECT pg_backend_pid() AS pid");
    const isLost = new Promise((lost) => tx.once("end", lost));
    await pool.query("SELECT pg_terminate_backend($1)", [rows[0].pid]);
    await isLost;
  };
  const { projection, errors } = projectionOf(pool, { apply: loseConnection }, fetch);
  await expect(projection.start()).rejects.toThrow();
  expect(errors).toHaveLength(1);
  const calm = projectionOf(pool, { apply: async () => {} }, fetch);
  await calm.projection.start();
  expect(calm.projection.lastSequence).toBe(3n);
});

it("[REC-014] stores all parts of a batch or none of them", async () => {
  const pool = await newPool();
  // Two of these are more than what is stored at once.
  const size = 300;
  const events = makeEvents(200).filter((event) => partitionOf(event) === 0);
  // The first time it fails in its third part, and comes again as Kafka would bring it.
  const apply: typeof projectOrders = async (tx, part) => {
    if (part[0] === events[2 * size] && errors.length === 0) throw new Error("in the third");
    await projectOrders(tx, part);
  };
  const { projection, errors } = projectionOf(pool, { apply }, () => batchOf(events, size));
  await expect(projection.start()).rejects.toThrow("in the third");
  await expectEmpty(pool);
  await projection.start();
  expect(errors).toHaveLength(1);
  const last = events.at(-1)?.sequence;
  expect(projection.lastSequence).toBe(last);
  const cursor = await pool.query("SELECT sequence FROM orders.consumer_cursor");
  expect(cursor.rows).toEqual([{ sequence: String(last) }]);
  expect((await tables(pool))[2]).toHaveLength(events.length);
});

it("[REC-014] stores all partitions of a fetch or none, also where it fails while a part is being stored", async () => {
  const pool = await newPool();
  const events = makeEvents(100);
  const check = () => async (event: EngineEvent) => {
    const isLast = partitionOf(event) === PARTITIONS - 1;
    if (isLast && errors.length === 0) throw new Error("the engine is silent");
    return null;
  };
  const rules = { apply: projectOrders, check };
  const { projection, errors } = projectionOf(pool, rules, () => wholeFetch(events, 100));
  await expect(projection.start()).rejects.toThrow("silent");
  await expectEmpty(pool);
  await projection.start();
  expect(errors).toHaveLength(1);
  expect(projection.lastSequence).toBe(events.at(-1)?.sequence);
  expect((await tables(pool))[2]).toHaveLength(events.length);
});

it("[REC-016] leaves no row of an event that was taken out while its statements were under way", async () => {
  const pool = await newPool();
  const [event] = makeEvents() as [EngineEvent];
  // As where one statement cannot be written down, and another waits for an answer before its next.
  const apply: typeof projectOrders = (tx, events) =>
    together([
      Promise.reject(new RangeError("no such time")),
      tx.query("SELECT 1").then(() => projectOrders(tx, events)),
    ]);
  const { projection, reasons } = projectionOf(pool, { apply }, () => batchOf([event]));
  await projection.start();
  expect(reasons).toEqual(["no such time"]);
  expect((await tables(pool)).flat()).toEqual([]);
});
