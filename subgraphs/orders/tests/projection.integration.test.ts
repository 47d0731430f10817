// Partitions interleave as they like, batches come twice, an event does not fit: the tables end the same.
import {
  createProjection,
  type EngineEvent,
  engineEvent,
  type KafkaBatch,
} from "@hft/engine-client";
import { encode } from "@hft/wire";
import type { Pool } from "pg";
import { expect, it } from "vitest";
import { projectOrders } from "../src/ingest/project-orders.ts";
import { poolMaker } from "./new-pool.ts";
import {
  ACCOUNTS,
  makeEvents,
  messageOf,
  ORDERS_EACH,
  PARTITIONS,
  partitionOf,
  partsOf,
  SESSION,
  TOPIC,
  tables,
} from "./order-events.ts";

const newPool = poolMaker("projection");

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

it("[REC-012] ends the same however partitions interleave and batches repeat", async () => {
  const events = makeEvents();
  const [plain, shuffled] = [await newPool(), await newPool()];
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
