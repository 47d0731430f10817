import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Batch } from "./batch.ts";
import { createIntervalLane } from "./interval-lane.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const names = {
  root: "q",
  events: ["events"],
  sequence: ["seq"],
  previousSequence: ["prev"],
  cursor: [],
  conflated: [],
};

function batch(prev: number, seq: number, events: readonly number[] | null = [seq]): Batch {
  const result = events ? { data: { q: { events, seq, prev } } } : { data: null };
  return { result, text: JSON.stringify(result), sequence: String(seq) };
}

function start(mode: "LOSSLESS" | "CONFLATE" = "LOSSLESS") {
  const sent: { prev: number; events: number[] }[] = [];
  const lane = createIntervalLane({
    intervalMs: 100,
    names,
    policy: { mode, scope: "ACCOUNT", key: [] },
    send: ({ text }) => void sent.push(JSON.parse(text).data?.q ?? null),
  });
  return { lane, sent };
}

it("sends at once after a pause, then once per interval, also after a flush", () => {
  const { lane, sent } = start();
  lane.push(batch(0, 1));
  lane.push(batch(1, 2));
  lane.push(batch(2, 3));
  expect(sent).toHaveLength(1);
  vi.advanceTimersByTime(50);
  lane.flush();
  lane.flush();
  expect(sent.at(-1)).toMatchObject({ prev: 1, events: [2, 3] });
  lane.push(batch(3, 4));
  vi.advanceTimersByTime(99);
  expect(sent).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(sent.at(-1)).toMatchObject({ prev: 3, events: [4] });
});

it.each(["LOSSLESS", "CONFLATE"] as const)(
  "[STR-023] loses nothing of a %s stream at a gap or a failed batch, and joins nothing across them",
  (mode) => {
    const { lane, sent } = start(mode);
    for (const one of [batch(0, 1), batch(1, 2), batch(5, 6), batch(6, 7), batch(7, 8, null)])
      lane.push(one);
    lane.push(batch(8, 9));
    lane.stop();
    expect(sent).toMatchObject([
      { prev: 0, events: [1] },
      { prev: 1, events: [2] },
      { prev: 5, events: [6, 7] },
      null,
      { prev: 8, events: [9] },
    ]);
  },
);
