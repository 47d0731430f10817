import type { EngineEvent, FeedClient } from "@hft/engine-client";
import { createCursorCodec, Secret } from "@hft/service-kit";
import { expect, it } from "vitest";
import { settled } from "./context.ts";
import { createLiveHub } from "./live-hub.ts";
import { createOpening } from "./opening.ts";
import { streamBatches } from "./stream.ts";

const codec = createCursorCodec(new Secret("a secret of the test"));
const eventOf = (sequence: bigint) =>
  ({ sequence, bytes: Buffer.alloc(8), message: null }) as unknown as EngineEvent;

/** A replica that has just started, and its feed. */
function replica() {
  const feed = { sessionId: "", lastSequence: 0n };
  const hub = createLiveHub({ feed: () => feed as FeedClient });
  const takeSnapshot = () => {
    Object.assign(feed, { sessionId: "s", lastSequence: 1_000n });
    hub.restart();
  };
  return { feed, hub, takeSnapshot };
}
const streamOf = ({ hub }: ReturnType<typeof replica>, after?: string) =>
  streamBatches({ hub, codec, scope: "fills", after, map: ({ sequence }) => sequence });

it("[STR-005] does not take the past for news where a stream begins before there is state", async () => {
  const started = replica();
  const stream = streamOf(started);
  const greeting = stream.next();
  started.takeSnapshot();
  expect((await greeting).value).toMatchObject({ events: [], sequence: 1_000n });
  started.feed.lastSequence = 1_001n;
  started.hub.publish([eventOf(1_001n)]);
  expect((await stream.next()).value).toMatchObject({ events: [1_001n] });
});

it("[STR-005] resumes a cursor of this session also before there is state", async () => {
  const started = replica();
  const after = codec.encode({ sessionId: "s", sequence: 1_000n, scope: "fills" });
  const greeting = streamOf(started, after).next();
  started.takeSnapshot();
  expect((await greeting).value).toMatchObject({ events: [], sequence: 1_000n });
});

it("[STR-005] answers a query with state, or with why there is none", async () => {
  const { hub, takeSnapshot } = replica();
  const context = { principal: {} } as Parameters<typeof settled>[1];
  const asked = settled(hub, context);
  takeSnapshot();
  expect(await asked).toBe(true);
  const { wait } = createOpening(1);
  await expect(wait()).rejects.toMatchObject({ code: "ENGINE_UNAVAILABLE" });
});
