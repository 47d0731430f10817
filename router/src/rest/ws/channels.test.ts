import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { AccessClaims } from "../../auth/tokens.ts";
import { createAuthorize } from "../../operations/authorize.ts";
import { createDocumentStore } from "../../operations/document-store.ts";
import {
  createScriptedStreams,
  settle,
  upstreamBatch,
} from "../../subscriptions/scripted-streams.ts";
import type { ClientSocket } from "../../subscriptions/transports/client-socket.ts";
import { newCaller } from "../operations.ts";
import { Channels } from "./channels.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const claims: AccessClaims = {
  subject: "demo",
  roles: ["trader"],
  accounts: ["demo"],
  sessionId: "s1",
  expiresAtMs: 0,
};
const failed = {
  errors: [{ message: "Later", extensions: { code: "HISTORY_UNAVAILABLE" } }],
  data: null,
};

function start() {
  const { hub, opened, policies, schema } = createScriptedStreams();
  const documents = createDocumentStore(schema, { rules: [], maxTokens: 1_000 });
  const deps = { hub, documents, authorize: createAuthorize(policies, []), maxSubscriptions: 2 };
  const frames: { type: string; id?: string; data: Record<string, unknown> }[] = [];
  const socket: ClientSocket = {
    ...{ bufferedBytes: 0, isClosing: false, hasRoom: true },
    close: () => undefined,
    send: (text) => void frames.push(JSON.parse(text)),
  };
  const channels = new Channels(deps, socket);
  const subscribe = (frame: Omit<Parameters<Channels["subscribe"]>[0], "type">) =>
    channels.subscribe({ type: "subscribe", ...frame }, newCaller(claims));
  const say = async (at: number, result: Parameters<(typeof opened)[0]["sink"]["next"]>[0]) => {
    opened[at]?.sink.next(result);
    await settle();
  };
  return { opened, frames, subscribe, say };
}

it("[STR-022] ends a channel of which a batch failed, says so, and lets it be subscribed again", async () => {
  const { opened, frames, subscribe, say } = start();
  subscribe({ channel: "orders", id: "1" });
  await say(0, upstreamBatch("orderEvents", [10, 11], []));
  await say(0, failed);
  await say(0, upstreamBatch("orderEvents", [12, 13], []));
  expect(frames).toMatchObject([
    { type: "subscribed" },
    { type: "error", id: "1", data: { status: 503, channel: "orders" } },
  ]);
  subscribe({ channel: "orders", after: "c11" });
  expect(opened[1]?.request.variables).toMatchObject({ hftAfter: "c11" });
  await say(1, upstreamBatch("orderEvents", [11, 11], []));
  expect(frames.at(-1)).toMatchObject({ type: "subscribed", cursor: "c11" });
});

it("[STR-022] names no channel as ended whose stream goes on", async () => {
  const { frames, subscribe, say } = start();
  const quote = { symbol: "AAPL", bidPx: null, bidQty: "0", askPx: null, askQty: "0" };
  subscribe({ channel: "market", symbols: ["AAPL"], id: "1" });
  await say(0, upstreamBatch("quotes", [10, 10], []));
  await say(0, failed);
  await say(0, upstreamBatch("quotes", [11, 12], [quote]));
  expect(frames.map(({ type }) => type)).toEqual(["subscribed", "error", "market"]);
  expect(frames[1]?.data).not.toHaveProperty("channel");
  expect(frames[1]).not.toHaveProperty("id");
});
