import { CommandClient, FeedClient, SnapshotKind } from "@hft/engine-client";
import { makeTempDir, type RunningEngine, removeDir, startEngine, waitFor } from "@hft/testkit";
import type { BookDelta, OrderState } from "@hft/wire";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { lobsterAccount, lobsterInstrument } from "../../scripts/lib/lobster-setup.ts";
import { dayOf, type LobsterDay } from "../src/lobster/day.ts";
import { Replay } from "../src/lobster/replay.ts";

const ONE = 100_000_000n;
const dir = makeTempDir("replay");
const ADMIN = { principal: "test", roles: 8, accounts: [] };

/** Two levels a side, an order that comes and goes; two rows that change nothing, the last `pauseS` after the others. */
function dayOfXyz(pauseS: number): LobsterDay {
  const messages = [
    "34200.0,1,1,5,1000000,1",
    "34200.1,1,7,3,1000000,1",
    "34200.2,2,7,1,1000000,1",
    "34200.3,4,1,2,1010000,-1",
    "34201.0,5,0,1,1010000,-1",
    `${34_202 + pauseS}.0,5,0,1,1010000,-1`,
  ];
  const books = [
    "1010000,5,1000000,5,1020000,9,990000,9",
    "1010000,5,1000000,8,1020000,9,990000,9",
    "1010000,5,1000000,7,1020000,9,990000,9",
    ...Array.from({ length: 3 }, () => "1010000,3,1000000,7,1020000,9,990000,9"),
  ];
  const bytes = (lines: string[]) => Buffer.from(`${lines.join("\n")}\n`);
  const name = { id: "XYZ", symbol: "XYZ", date: "2012-06-21", depth: 2 };
  return dayOf(name, bytes(messages), bytes(books));
}
const FIRST_BOOK = ["BUY 100 5", "BUY 99 9", "SELL 101 5", "SELL 102 9"];
const LAST_BOOK = ["BUY 100 7", "BUY 99 9", "SELL 101 3", "SELL 102 9"];

let hft: RunningEngine;
let admin: CommandClient;
let feed: FeedClient;
let engine: CommandClient;
let replay: Replay | null = null;
const laps: number[] = [];
const errors: unknown[] = [];

beforeAll(async () => {
  hft = await startEngine({ dir, marketAccounts: ["market", "market2"] });
  const endpoint = hft.commandsEndpoint;
  admin = new CommandClient({ endpoint, token: hft.tokens.admin, role: "ADMIN", name: "test" });
  engine = new CommandClient({
    endpoint,
    token: hft.tokens.market,
    role: "PARTICIPANT",
    name: "market",
  });
  feed = new FeedClient(
    { feedEndpoint: hft.feedEndpoint, replayEndpoint: hft.replayEndpoint, snapshotKinds: 32 },
    { onEvents: (events) => replay?.onEvents(events) },
  );
  for (const client of [admin, engine, feed]) client.start();
  await Promise.all([admin.ready(), engine.ready()]);
  await admin.request(lobsterInstrument("XYZ"), ADMIN);
  for (const accountId of ["market", "market2", "other"])
    await admin.request(lobsterAccount(accountId), ADMIN);
});
afterEach(() => {
  replay?.stop();
  laps.length = 0;
  errors.length = 0;
});
afterAll(async () => {
  for (const client of [admin, engine, feed]) client?.stop();
  await hft?.stop();
  removeDir(dir);
});

function start(pauseS: number, more: { speed?: number; isRepeating?: boolean } = {}): void {
  replay = new Replay({
    day: dayOfXyz(pauseS),
    engine,
    speed: 10,
    isRepeating: true,
    nowMs: () => performance.timeOrigin + performance.now(),
    onLap: (lap) => laps.push(lap),
    onError: (error) => errors.push(error),
    ...more,
  });
  replay.start();
}

async function book(): Promise<string[]> {
  const { messages } = await feed.replay.snapshot(SnapshotKind.BOOK, "XYZ");
  const levels = messages.filter((m): m is BookDelta => m.type === "BookDelta")[0]?.levels ?? [];
  return levels.map(({ side, px, qty }) => `${side} ${px / ONE} ${qty / ONE}`);
}
async function orderIds(): Promise<bigint[]> {
  const { messages } = await feed.replay.snapshot(SnapshotKind.ORDERS);
  return messages.filter((m): m is OrderState => m.type === "OrderState").map((m) => m.orderId);
}
const bookIs = (wanted: string[]) =>
  waitFor(async () => (await book()).join() === wanted.join(), { what: wanted.join() });

describe("replay of a day", () => {
  it("[MKT-008] plays the file's flow into the book, in the file's time", async () => {
    start(3_600);
    await bookIs(LAST_BOOK);
    expect(replay?.isRunning).toBe(true);
    expect(laps).toEqual([1]);
  });

  it("[MKT-009] begins with what an earlier life left taken away", async () => {
    const earlier = await orderIds();
    expect(earlier).toHaveLength(5);
    start(3_600);
    await waitFor(async () => (await orderIds()).every((id) => !earlier.includes(id)));
    await bookIs(LAST_BOOK);
    expect(await orderIds()).toHaveLength(5);
  });

  it("[MKT-009] begins again after the last row, every order under a new id", async () => {
    start(0, { speed: Number.POSITIVE_INFINITY });
    await waitFor(() => laps.length > 20, { what: "20 laps" });
    replay?.stop();
    start(3_600);
    await bookIs(LAST_BOOK);
  });

  it("[MKT-009] leaves the book empty after the last row where it is not to be repeated", async () => {
    const all = { type: "MassCancel", symbol: "", side: "BUY", isAnySide: true } as const;
    await engine.request({ ...all, accountId: "market" }, { ...ADMIN, roles: 0 });
    await bookIs([]);
    start(2, { isRepeating: false });
    await bookIs(LAST_BOOK);
    await bookIs([]);
    expect(laps).toEqual([1]);
  });

  it("[MKT-010] sets the book up anew after an outage of the engine", async () => {
    start(3_600, { speed: 0.1 });
    await bookIs(FIRST_BOOK);
    const earlier = await orderIds();
    await hft.kill();
    await waitFor(() => errors.length > 0, { what: "a row without an answer" });
    await hft.restart();
    // All of them, and that of the second row where it was quicker than the kill.
    const kept = await orderIds();
    expect(kept).toEqual(expect.arrayContaining(earlier));
    expect(kept.length).toBeLessThanOrEqual(earlier.length + 1);
    await waitFor(async () => (await orderIds()).every((id) => !earlier.includes(id)), {
      limitMs: 20_000,
      what: "orders of its own only",
    });
    await bookIs(LAST_BOOK);
    expect(laps).toEqual([1]);
  });
});
