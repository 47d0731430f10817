// A subscriber of the feed that does not read: it alone loses frames, and has what it missed from the replay socket.
import { randomUUID } from "node:crypto";
import { type EngineEvent, FeedClient, ReplayClient } from "@hft/engine-client";
import { makeTempDir, removeDir, waitFor } from "@hft/testkit";
import { readFeedFrame } from "@hft/wire";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Subscriber } from "zeromq";
import { newOrder, traderOf } from "../support/engine.ts";
import { ACCOUNTS, type OwnEngine, SYMBOL, startOwnEngine } from "./own-engine.ts";

const AT_ONCE = 32;
/** More frames than the engine's mark of 10,000 and the buffers of both kernels hold. */
const ORDERS = 120_000;
const SECONDS_LIMIT_MS = 90_000;

let dir: string;
let own: OwnEngine;

beforeAll(async () => {
  dir = makeTempDir("slow-subscriber");
  own = await startOwnEngine(dir, ["--ack-mode", "memory"]);
});
afterAll(async () => {
  await own.stop();
  removeDir(dir);
});

/** Orders that expire at once, each two events and usually a frame of its own; returns the slowest reply. */
async function makeFrames(): Promise<number> {
  let left = ORDERS;
  let slowestMs = 0;
  const [accountId] = ACCOUNTS;
  const wish = { accountId, symbol: SYMBOL, side: "BUY", orderQty: "1", limitPx: "1.00" } as const;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const began = performance.now();
      const order = newOrder({ ...wish, timeInForce: "IOC", clientOrderId: randomUUID() });
      await own.client.request(order, traderOf(accountId));
      slowestMs = Math.max(slowestMs, performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return Math.round(slowestMs);
}

async function readLate(socket: Subscriber, until: bigint): Promise<bigint[]> {
  const sequences: bigint[] = [];
  for await (const [, body] of socket) {
    const { firstSequence, messages } = readFeedFrame(body as Buffer);
    sequences.push(...messages.map((_, i) => firstSequence + BigInt(i)));
    // A heartbeat says how far the engine is even where its last frames were lost.
    if (firstSequence + BigInt(messages.length) > until) return sequences;
  }
  return sequences;
}

it(
  "[FAIL-013] costs only the one who does not read, who then has what was missed from 5557",
  async () => {
    const slow = new Subscriber({ receiveHighWaterMark: 1, receiveBufferSize: 4_096 });
    slow.connect(own.engine.feedEndpoint);
    slow.subscribe("e");
    const seen: EngineEvent[] = [];
    const { feedEndpoint, replayEndpoint } = own.engine;
    const fast = new FeedClient(
      { feedEndpoint, replayEndpoint, snapshotKinds: 0 },
      { onEvents: (events) => seen.push(...events) },
    );
    fast.start();
    await waitFor(() => fast.state === "LIVE", { what: "the fast subscriber" });
    const slowestMs = await makeFrames();
    const { lastSequence } = (await (await fetch(`${own.engine.url}/readyz`)).json()) as {
      lastSequence: number;
    };
    const last = BigInt(lastSequence);
    await waitFor(() => fast.lastSequence >= last, { what: "the fast subscriber to have all" });
    const read = await readLate(slow, last);
    const had = new Set(read);
    const missed = seen.map(({ sequence }) => sequence).filter((sequence) => !had.has(sequence));
    const replay = new ReplayClient(replayEndpoint);
    replay.start();
    await replay.replay(missed[0] ?? 1n, last, (events) => {
      for (const { sequence } of events) had.add(sequence);
    });
    console.log(
      JSON.stringify({
        events: lastSequence,
        slowRead: read.length,
        slowMissed: missed.length,
        slowestMs,
      }),
    );
    expect(seen.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: lastSequence }, (_, i) => BigInt(i + 1)),
    );
    expect(missed.length).toBeGreaterThan(0);
    expect(seen.every(({ sequence }) => had.has(sequence))).toBe(true);
    expect(slowestMs).toBeLessThan(2_000);
    for (const one of [slow, fast, replay]) "close" in one ? one.close() : one.stop();
  },
  SECONDS_LIMIT_MS,
);
