// kill -9 of the bridge, Kafka, Postgres and every subgraph under flow: trading goes on, and the tables end equal to the log.
import type { CommandClient } from "@hft/engine-client";
import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { connectEngine } from "../support/engine.ts";
import { Platform } from "../support/platform.ts";
import { keepTrading } from "../support/traffic.ts";
import { newTrader, type User } from "../support/users.ts";
import { percentile, placeEachSecond } from "./order-each-second.ts";
import { compareTables, lastSequence } from "./tables.ts";

const ROUNDS = process.env["HFT_LONG"] ? 10 : 3;
const VICTIMS = ["bridge", "kafka", "postgres", "orders", "positions", "analytics"];
const CAUGHT_UP_MS = 30_000;
const platform = new Platform(inject("platform"));

type Trader = User & { accountId: string };
let buyer: Trader;
let seller: Trader;
let engine: CommandClient;

beforeAll(async () => {
  buyer = await newTrader(platform, "brp-b");
  seller = await newTrader(platform, "brp-s");
  engine = await connectEngine(platform, "e2e-bridge");
});
afterAll(() => engine.stop());

interface Outage {
  name: string;
  fromMs: number;
  toMs: number;
}

async function killAndWait(name: string): Promise<Outage> {
  const fromMs = performance.now();
  const killed = platform.kill(name);
  await platform.isBack(name, killed);
  await waitFor(() => isAnswering(name), {
    limitMs: 60_000,
    everyMs: 100,
    what: `${name} to answer again`,
  });
  return { name, fromMs, toMs: performance.now() };
}

/** Our own by /readyz; services by the projection that only moves when they answer. */
async function isAnswering(name: string): Promise<boolean> {
  const ports = {
    bridge: "BRIDGE_HTTP_PORT",
    orders: "ORDERS_PORT",
    positions: "POSITIONS_PORT",
    analytics: "ANALYTICS_PORT",
  } as const;
  if (!(name in ports)) return (await compareTables(platform, 0n)).events === 0;
  const port = platform.facts.ports[ports[name as keyof typeof ports]];
  return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
}

it(`[REC-010] ends with tables equal to the log after ${ROUNDS} kills of each of ${VICTIMS.join(", ")}`, async () => {
  const traffic = keepTrading(engine, {
    buyer: buyer.accountId,
    seller: seller.accountId,
    symbol: "TESTF",
  });
  const placer = placeEachSecond(buyer);
  const outages: Outage[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of [...VICTIMS].sort(() => Math.random() - 0.5))
      outages.push(await killAndWait(name));
  }
  const matches = await traffic.stop();
  const placed = placer.stop();
  const upTo = lastSequence(platform);
  const began = performance.now();
  const { problems, ...counts } = await waitFor(
    async () => {
      const comparison = await compareTables(platform, upTo);
      return comparison.problems.length === 0 || performance.now() - began > CAUGHT_UP_MS
        ? comparison
        : null;
    },
    { limitMs: CAUGHT_UP_MS + 10_000, everyMs: 500, what: "the tables to equal the log" },
  );
  const caughtUpMs = Math.round(performance.now() - began);
  const isExcused = (atMs: number) =>
    outages.some((o) => o.name === "orders" && atMs >= o.fromMs - 2_500 && atMs <= o.toMs + 500);
  const failures = placed.filter((one) => one.failure && !isExcused(one.atMs));
  const seconds = outages
    .map((o) => `${o.name} ${((o.toMs - o.fromMs) / 1_000).toFixed(1)}`)
    .join(", ");
  console.log(
    JSON.stringify({
      kills: outages.length,
      matches,
      ...counts,
      caughtUpMs,
      placed: placed.length,
      failed: failures.length,
      p50Ms: percentile(placed, 0.5),
      p99Ms: percentile(placed, 0.99),
    }),
  );
  console.log(`seconds until back: ${seconds}`);
  expect(problems).toEqual([]);
  expect(failures).toEqual([]);
}, 900_000);

it("[REC-011] canary: a row taken away and a row made up are both found", async () => {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: platform.databaseUrl });
  await client.connect();
  await client.query("BEGIN");
  const { rows } = await client.query(
    "DELETE FROM public.executions WHERE sequence = (SELECT max(sequence) FROM public.executions) RETURNING *",
  );
  await client.query("COMMIT");
  const upTo = BigInt(rows[0].sequence);
  const { problems } = await compareTables(platform, upTo);
  expect(problems).toContain(`execution ${rows[0].sequence} is missing`);
  const columns = Object.keys(rows[0]);
  const values = columns.map((_, i) => `$${i + 1}`).join(", ");
  await client.query(
    `INSERT INTO public.executions (${columns.join(", ")}) VALUES (${values})`,
    Object.values(rows[0]),
  );
  await client.query(
    "INSERT INTO public.executions (order_id, account_id, symbol, timestamp, sequence) VALUES ('1', 'x', 'TESTF', now(), 999999999)",
  );
  expect((await compareTables(platform, upTo)).problems).toContain(
    "execution 999999999 is not in the log",
  );
  await client.query("DELETE FROM public.executions WHERE sequence = 999999999");
  await client.end();
});
