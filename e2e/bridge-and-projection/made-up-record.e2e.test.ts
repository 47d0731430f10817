// A record that the engine never said, of a time that no subgraph remembers: it must not become a row.
import { topics } from "@hft/contracts/kafka/topics";
import { waitFor } from "@hft/testkit";
import { encode, templateIdOf } from "@hft/wire";
import { Kafka, logLevel, Partitioners } from "kafkajs";
import pg from "pg";
import { expect, inject, it } from "vitest";
import { connectEngine } from "../support/engine.ts";
import { deadReasons, untilPassed } from "../support/kafka-records.ts";
import { Platform } from "../support/platform.ts";
import { makeMatches } from "../support/traffic.ts";
import { newTrader } from "../support/users.ts";
import { readEventLog } from "../verify/segments.ts";
import { ACCOUNT_EVENTS, compareTables, lastSequence } from "./tables.ts";

const MATCHES = 500;
/** Those that read the topic. */
const READERS = ["orders", "positions"] as const;
const TOPIC = topics.orders.name;
const MARK = "made-up";
const platform = new Platform(inject("platform"));

/** What was said before a subgraph started, it has not heard: only the engine can tell. Returns the last of that. */
async function tradeAndForget(): Promise<bigint> {
  const buyer = await newTrader(platform, "mup-b");
  const seller = await newTrader(platform, "mup-s");
  const pair = { buyer: buyer.accountId, seller: seller.accountId, symbol: "TESTF" };
  const engine = await connectEngine(platform, "e2e-made-up");
  await makeMatches(engine, pair, MATCHES, 100);
  engine.stop();
  const upTo = lastSequence(platform);
  const isEqual = async () => (await compareTables(platform, upTo)).problems.length === 0;
  await waitFor(isEqual, { limitMs: 60_000, everyMs: 500, what: "the tables to equal the log" });
  await Promise.all(READERS.map(startAgain));
  return upTo;
}

async function startAgain(name: (typeof READERS)[number]): Promise<void> {
  await platform.isBack(name, platform.kill(name));
  const port = platform.facts.ports[name === "orders" ? "ORDERS_PORT" : "POSITIONS_PORT"];
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  await waitFor(isReady, { limitMs: 60_000, what: `${name} to be ready` });
}

/** The partition that has been quiet for longest, and the last sequence it took. */
async function quietPartition(): Promise<{ session: string; partition: number; taken: bigint }> {
  const client = new pg.Client({ connectionString: platform.databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `SELECT session_id, partition, sequence FROM orders.consumer_cursor
     WHERE topic = $1 ORDER BY sequence LIMIT 1`,
    [TOPIC],
  );
  await client.end();
  const [{ session_id: session, partition, sequence }] = rows;
  return { session, partition, taken: BigInt(sequence) };
}

it("[FAIL-022] buries a made-up record from before what a subgraph remembers", async () => {
  const forgotten = await tradeAndForget();
  const { session, partition, taken } = await quietPartition();
  // A place where the engine said what is no row of these tables, so that no key of theirs stands in the way.
  const print = readEventLog(platform.eventLogDir).find(
    ({ sequence, bytes }) => sequence > taken && templateIdOf(bytes) > ACCOUNT_EVENTS.last,
  );
  const sequence = print?.sequence as bigint;
  expect(sequence).toBeLessThanOrEqual(forgotten);
  const value = encode({
    ...{ type: "AccountChanged", sequence, commandSequence: 1n, transactTimeNs: 1n },
    ...{ ingressTimeNs: 1n, accountId: "made-up", kind: "CUSTOMER" },
    ...{ isShortAllowed: true, isEnabled: true },
  } as never);
  const headers = { session, sequence: String(sequence), template: String(templateIdOf(value)) };

  const kafka = new Kafka({ brokers: platform.brokers, logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const admin = kafka.admin();
  await Promise.all([producer.connect(), admin.connect()]);
  const made = { partition, key: "made-up", value, headers: { ...headers, [MARK]: session } };
  await producer.send({ topic: TOPIC, messages: [made] });
  await untilPassed(admin, TOPIC);
  expect((await deadReasons(kafka, TOPIC, MARK)).get(session) ?? "stored").toContain(
    "not the engine's",
  );
  await Promise.all([producer.disconnect(), admin.disconnect()]);
  expect((await compareTables(platform, sequence)).problems).toEqual([]);
}, 180_000);
