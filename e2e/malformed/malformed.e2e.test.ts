// 1,000 mutations of valid messages at every door: an answer for each, none that blames the server, nobody dies, and whoever
// behaves is served as before.
import { waitFor } from "@hft/testkit";
import { beforeAll, expect, inject, it } from "vitest";
import { compareTables, lastSequence } from "../bridge-and-projection/tables.ts";
import { connectEngine } from "../support/engine.ts";
import { Platform } from "../support/platform.ts";
import { makeMatches } from "../support/traffic.ts";
import { newTrader, type User } from "../support/users.ts";
import { type Door, histogramOf, type Outcome } from "./door.ts";
import { openEngineCommands } from "./doors/engine-commands.ts";
import { openEngineReplay } from "./doors/engine-replay.ts";
import { openGraphqlPost } from "./doors/graphql-post.ts";
import { openGraphqlWs } from "./doors/graphql-ws.ts";
import { openKafka } from "./doors/kafka.ts";
import { openPlainWs } from "./doors/plain-ws.ts";
import { openRest } from "./doors/rest.ts";
import { type Footprint, footprints } from "./processes.ts";
import { createRandom } from "./random.ts";

const MUTATIONS = process.env["HFT_LONG"] ? 3_000 : 1_000;
const PER_ROUND = 100;
const MOST_GROWTH_MB = 250;
const seed = Number(process.env["HFT_SEED"] ?? Date.now() % 1_000_000_000);

const platform = new Platform(inject("platform"));
let trader: User & { accountId: string };
let other: User & { accountId: string };
let before: Map<string, Footprint>;

beforeAll(async () => {
  console.log(`seed ${seed}: HFT_SEED=${seed} repeats this run`);
  trader = await newTrader(platform, "mal-b");
  other = await newTrader(platform, "mal-s");
  before = footprints(platform);
});

/** Matches two orders and waits until the tables hold both fills. */
async function requireProjected(): Promise<void> {
  const engine = await connectEngine(platform, "e2e-malformed");
  const pair = { buyer: trader.accountId, seller: other.accountId, symbol: "TESTJ" };
  await makeMatches(engine, pair, 1);
  engine.stop();
  const lastHeard = lastSequence(platform);
  let problems: string[] = [];
  const isEqual = async () => {
    ({ problems } = await compareTables(platform, lastHeard));
    return problems.length === 0;
  };
  await waitFor(isEqual, {
    limitMs: 30_000,
    everyMs: 250,
    what: "a valid trade in the tables",
  }).catch((error: Error) => {
    throw new Error(`${error.message}: ${problems.slice(0, 5).join("; ")}`);
  });
}

const DOORS: { code: string; name: string; open: () => Promise<Door> | Door }[] = [
  { code: "FAIL-030", name: "5555", open: () => openEngineCommands(platform, trader.accountId) },
  { code: "FAIL-031", name: "5557", open: () => openEngineReplay(platform) },
  { code: "FAIL-032", name: "GraphQL POST", open: () => openGraphqlPost(trader) },
  { code: "FAIL-033", name: "GraphQL WS", open: () => openGraphqlWs(trader) },
  { code: "FAIL-034", name: "REST", open: () => openRest(trader) },
  { code: "FAIL-035", name: "/ws", open: () => openPlainWs(trader) },
  { code: "FAIL-036", name: "Kafka", open: () => openKafka({ platform, requireProjected }) },
];

/** Sends them all, with a valid message after each hundred. */
async function attack(door: Door, random = createRandom(seed)): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let sent = 0; sent < MUTATIONS; sent += 1) {
    outcomes.push(await door.send(random));
    if (sent % PER_ROUND === PER_ROUND - 1) await door.requireValid();
  }
  return (await door.settle?.()) ?? outcomes;
}

for (const { code, name, open } of DOORS) {
  it(`[${code}] answers ${MUTATIONS} mutations at ${name}, and a valid message after each hundred`, async () => {
    await requireProjected();
    const door = await open();
    const outcomes = await attack(door).finally(() => door.close());
    const past = outcomes.filter(({ isPastParser }) => isPastParser).length;
    const share = Math.round((past / outcomes.length) * 1_000) / 10;
    console.log(`${name}: ${share} % past the parser ${JSON.stringify(histogramOf(outcomes))}`);
    expect(outcomes).toHaveLength(MUTATIONS);
    expect(outcomes.filter(({ isServerError }) => isServerError)).toEqual([]);
    expect(share).toBeGreaterThanOrEqual(20);
  }, 600_000);
}

it("[FAIL-037] left every process alive and its memory flat, and the tables equal to the log", async () => {
  await requireProjected();
  const after = footprints(platform);
  const grown = [...after].map(([name, { residentMb }]) => {
    const start = before.get(name)?.residentMb ?? 0;
    return { name, start, end: residentMb, growth: residentMb - start };
  });
  console.log(`resident MB: ${grown.map((g) => `${g.name} ${g.start} → ${g.end}`).join(", ")}`);
  const pids = (prints: Map<string, Footprint>) =>
    Object.fromEntries([...prints].map(([name, { pid }]) => [name, pid]));
  expect(pids(after)).toEqual(pids(before));
  expect(grown.filter(({ growth }) => growth > MOST_GROWTH_MB)).toEqual([]);
});
