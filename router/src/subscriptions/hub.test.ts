import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createScriptedStreams, follow, settle, upstreamBatch } from "./scripted-streams.ts";

const FILLS = `subscription($after: Cursor, $ms: Int) { fills(after: $after, intervalMs: $ms) {
  events { id } sequence previousSequence cursor conflated } }`;
const QUOTES = `subscription { quotes(symbols: ["A"]) {
  events { symbol } sequence previousSequence conflated } }`;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

function start() {
  const { hub, opened } = createScriptedStreams();
  /** The batch up to `sequence`, with one fill of that number; none where it is a greeting. */
  const say = async (upstream: number, previous: number, sequence: number) => {
    const events = previous === sequence ? [] : [{ id: `${sequence}` }];
    opened[upstream]?.sink.next(upstreamBatch("fills", [previous, sequence], events));
    await settle();
  };
  return { hub, opened, say };
}

describe("a client with an interval", () => {
  it("[STR-020] gets what it caught up with before what the shared stream is ahead by", async () => {
    const { hub, opened, say } = start();
    follow(hub, FILLS);
    await say(0, 12, 12);
    await say(0, 12, 13);
    await say(0, 13, 14);
    const back = follow(hub, FILLS, { after: "c10", ms: 250 });
    await say(1, 10, 10);
    await say(1, 10, 11);
    await say(1, 11, 12);
    await say(0, 14, 15);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(back.ids("fills")).toEqual(["11", "12", "13", "14", "15"]);
    expect(opened.map(({ isEnded }) => isEnded)).toEqual([false, true]);
    back.leave();
  });

  it("[STR-021] gets nothing twice, nor anything from before it joined those of its interval", async () => {
    const { hub, say } = start();
    const early = follow(hub, FILLS, { ms: 250 });
    await say(0, 10, 10);
    await say(0, 10, 11);
    await say(0, 11, 12);
    const back = follow(hub, FILLS, { after: "c10", ms: 250 });
    await say(0, 12, 13);
    const late = follow(hub, FILLS, { ms: 250 });
    expect(late.batches("fills")).toMatchObject([{ sequence: "13", events: [] }]);
    await say(0, 13, 14);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(early.ids("fills")).toEqual(["11", "12", "13", "14"]);
    expect(back.ids("fills")).toEqual(["11", "12", "13", "14"]);
    expect(late.ids("fills")).toEqual(["14"]);
  });
});

describe("a batch that fails", () => {
  const error = { message: "Later", extensions: { code: "HISTORY_UNAVAILABLE" } };

  it.each([
    ["upstream", { errors: [error], data: null }, "HISTORY_UNAVAILABLE"],
    ["here", upstreamBatch("fills", [11, 12], null), "GAP"],
  ])(
    "[STR-022] ends a lossless stream where it fails %s, and is asked for again",
    async (_, failed, code) => {
      const { hub, opened, say } = start();
      const client = follow(hub, FILLS);
      await say(0, 10, 10);
      await say(0, 10, 11);
      opened[0]?.sink.next(failed);
      await say(0, 12, 13);
      expect(client.ids("fills")).toEqual(["11"]);
      expect(client.heard.every(({ errors }) => errors === undefined)).toBe(true);
      expect(client.errors).toMatchObject([{ extensions: { code } }]);
      expect(opened[0]?.isEnded).toBe(true);
      const back = follow(hub, FILLS, { after: "c11" });
      expect(opened[1]?.request.variables).toMatchObject({ hftAfter: "c11" });
      await say(1, 11, 11);
      await say(1, 11, 12);
      expect(back.ids("fills")).toEqual(["12"]);
    },
  );

  it("[STR-022] is told to who listens to a conflating stream, which goes on, and to nobody later", async () => {
    const { hub, opened } = start();
    const client = follow(hub, QUOTES);
    const quotes = async (previous: number, sequence: number) => {
      opened[0]?.sink.next(upstreamBatch("quotes", [previous, sequence], [{ symbol: "A" }]));
      await settle();
    };
    await quotes(10, 11);
    opened[0]?.sink.next({ errors: [error], data: null });
    await settle();
    expect(client.heard.at(-1)?.errors).toMatchObject([
      { extensions: { code: "HISTORY_UNAVAILABLE" } },
    ]);
    const late = follow(hub, QUOTES);
    expect(late.batches("quotes")).toMatchObject([{ sequence: "11", events: [] }]);
    await quotes(12, 13);
    expect(client.batches("quotes").at(-1)).toMatchObject({ previousSequence: "12" });
    expect(client.errors).toBeUndefined();
  });
});

describe("a subgraph that was started anew while the engine is away", () => {
  const errors = [{ message: "Away", extensions: { code: "ENGINE_UNAVAILABLE" } }];

  it("[STR-006] is asked again for who is served already, from the last cursor", async () => {
    const { hub, opened, say } = start();
    const client = follow(hub, FILLS);
    await say(0, 10, 10);
    await say(0, 10, 11);
    for (const turn of [0, 1]) {
      opened[turn]?.sink.failed(errors);
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(opened).toHaveLength(3);
    expect(opened[2]?.request.variables).toMatchObject({ hftAfter: "c11" });
    await say(2, 11, 11);
    await say(2, 11, 12);
    expect(client.ids("fills")).toEqual(["11", "12"]);
    expect(client.errors).toBeUndefined();
  });

  it("[STR-006] is what a new client hears of", () => {
    const { hub, opened } = start();
    const client = follow(hub, FILLS);
    opened[0]?.sink.failed(errors);
    return vi.waitFor(() => expect(client.errors).toMatchObject(errors));
  });
});
