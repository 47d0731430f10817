// One run: an engine of its own under load, killed again and again; then what its files and its subscribers hold.
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { CommandClient, FeedClient } from "@hft/engine-client";
import { makeTempDir, type RunningEngine, removeDir, startEngine, waitFor } from "@hft/testkit";
import { ADMIN, openFunded } from "../support/engine.ts";
import {
  boundedFills,
  denseSequences,
  type LoggedEvent,
  oneDecisionEach,
  pairedFills,
  sameList,
} from "../verify/checks.ts";
import { readEventLog, readJournal } from "../verify/segments.ts";
import { startLoad } from "./load.ts";

const JOURNAL_TOOL = resolve(import.meta.dirname, "../../engine/build/release/hft_journal");
const ACCOUNTS = ["ra", "rb", "rc", "rd"];
const CONNECTIONS = 4;
const WINDOW = 32;

export interface RestartRun {
  kills: number;
  inFlightAtKill: number[];
  commandsPerSecond: number;
  counts: { sent: number; retries: number; duplicates: number };
  events: number;
  stateHashes: number;
  replay: { stateHash: string; lastSequence: number; eventsCompared: number };
  /** Nothing where all holds. */
  problems: string[];
}

export interface RestartOptions {
  kills: number;
  seed: number;
  engineArgs?: string[];
}

/** xorshift32: the printed seed gives the same load again. */
export function randomOf(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export async function restartRun({
  kills,
  seed,
  engineArgs = [],
}: RestartOptions): Promise<RestartRun> {
  const dir = makeTempDir("restart");
  const engine = await startEngine({ dir, args: engineArgs });
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, i) => connect(engine, `load-${i}`)),
  );
  await openAccounts(engine);
  const subscribers = [subscribe(engine), subscribe(engine)];
  const random = randomOf(seed);
  const load = startLoad({ clients, accounts: ACCOUNTS, symbol: "TESTR", window: WINDOW, random });
  const started = performance.now();
  let downMs = 0;
  const inFlightAtKill: number[] = [];
  while (inFlightAtKill.length < kills) {
    const acknowledged = load.acknowledged.size;
    const more = 100 + Math.floor(random() * 900);
    await waitFor(() => load.acknowledged.size >= acknowledged + more, {
      limitMs: 30_000,
      everyMs: 5,
      what: "load to flow",
    });
    inFlightAtKill.push(load.inFlight());
    const killed = performance.now();
    await engine.kill();
    await engine.restart();
    const seen = load.acknowledged.size;
    await waitFor(() => load.acknowledged.size > seen, {
      limitMs: 30_000,
      everyMs: 5,
      what: "load to flow again",
    });
    downMs += performance.now() - killed;
  }
  await load.stop();
  const upSeconds = (performance.now() - started - downMs) / 1_000;
  const { lastSequence } = (await (await fetch(`${engine.url}/readyz`)).json()) as {
    lastSequence: number;
  };
  await Promise.allSettled(subscribers.map((s) => s.reached(lastSequence)));
  await engine.stop();
  const logged = readEventLog(engine.dataDir);
  await Promise.allSettled(subscribers.map((s) => s.reached(logged.length)));
  for (const s of subscribers) s.feed.stop();
  for (const client of clients) client.stop();
  const problems = [
    ...denseSequences(logged),
    ...oneDecisionEach(logged, load.acknowledged),
    ...pairedFills(logged),
    ...boundedFills(logged),
    ...subscribers.flatMap((s) => sameList(logged, s.seen)),
    ...journalProblems(engine.dataDir),
  ];
  const { replay, failure } = replayOf(engine.dataDir);
  const stateHashes = logged.filter((e) => e.bytes.readUInt16LE(2) === 65).length;
  removeDir(dir);
  return {
    ...{
      kills: inFlightAtKill.length,
      inFlightAtKill,
      counts: load.counts,
      events: logged.length,
      stateHashes,
      replay,
    },
    commandsPerSecond: Math.round(load.counts.sent / upSeconds),
    problems: failure ? [...problems, failure] : problems,
  };
}

async function connect(
  engine: RunningEngine,
  name: string,
  as: "platform" | "admin" = "platform",
): Promise<CommandClient> {
  const role = as === "admin" ? "ADMIN" : "PLATFORM";
  const client = new CommandClient({
    endpoint: engine.commandsEndpoint,
    token: engine.tokens[as],
    role,
    name,
    timeoutMs: 1_000,
  });
  client.start();
  await client.ready();
  return client;
}

async function openAccounts(engine: RunningEngine): Promise<void> {
  const client = await connect(engine, "open", "admin");
  const one = 100_000_000n;
  const bounds = {
    tickPx: 1_000_000n,
    lotQty: one,
    minQty: one,
    maxQty: 1_000_000n * one,
    collarBps: 500,
  };
  await client.request(
    {
      type: "UpsertInstrument",
      symbol: "TESTR",
      ...bounds,
      isShortable: true,
      calendar: "ALWAYS",
      currency: "USD",
      venue: "internal",
    },
    ADMIN,
  );
  for (const accountId of ACCOUNTS) {
    await openFunded(client, accountId, 10_000_000n * one, `d-${accountId}`);
  }
  client.stop();
}

function subscribe(engine: RunningEngine) {
  const seen: LoggedEvent[] = [];
  const { feedEndpoint, replayEndpoint } = engine;
  const feed = new FeedClient(
    { feedEndpoint, replayEndpoint, snapshotKinds: 0, from: 1n },
    { onEvents: (events) => seen.push(...events) },
  );
  feed.start();
  const reached = (count: number) =>
    waitFor(() => seen.length >= count, {
      limitMs: 10_000,
      what: `${count} events at a subscriber`,
    });
  return { seen, feed, reached };
}

function journalProblems(dataDir: string): string[] {
  const commands = readJournal(dataDir);
  const odd = commands.findIndex((command, i) => command.sequence !== BigInt(i + 1));
  return odd < 0 ? [] : [`journal place ${odd + 1} holds command ${commands[odd]?.sequence}`];
}

/** The engine's own replay: decides every command again and compares each event, state hashes included. */
function replayOf(dataDir: string): { replay: RestartRun["replay"]; failure: string | null } {
  try {
    const text = execFileSync(JOURNAL_TOOL, ["verify", "--data-dir", join(dataDir)], {
      encoding: "utf8",
    });
    return { replay: JSON.parse(text) as RestartRun["replay"], failure: null };
  } catch (error) {
    return {
      replay: { stateHash: "", lastSequence: 0, eventsCompared: 0 },
      failure: `replay: ${(error as Error).message}`,
    };
  }
}
