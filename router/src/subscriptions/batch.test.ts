import { describe, expect, it } from "vitest";
import type { StreamPolicy } from "../gateway/field-policies.ts";
import { type Batch, emptyBatch, mergeBatches } from "./batch.ts";

const names = {
  root: "q",
  events: ["events"],
  sequence: ["seq"],
  previousSequence: ["prev"],
  cursor: ["cursor"],
  conflated: ["conflated"],
};

function batch(seq: number, prev: number, ...events: object[]): Batch {
  const result = { data: { q: { events, seq, prev, cursor: `c${seq}`, conflated: false } } };
  return { result, text: JSON.stringify(result), sequence: String(seq), cursor: `c${seq}` };
}

describe("mergeBatches", () => {
  const older = batch(2, 1, { symbol: "A", px: 1 }, { symbol: "B", px: 1 });
  const newer = batch(3, 2, { symbol: "A", px: 2 });

  it("keeps the latest per key and says that it left something out", () => {
    const policy = { mode: "CONFLATE", scope: "PUBLIC", key: ["symbol"] } as const;
    expect(JSON.parse(mergeBatches(older, newer, names, policy).text).data.q).toEqual({
      events: [
        { symbol: "B", px: 1 },
        { symbol: "A", px: 2 },
      ],
      seq: 3,
      prev: 1,
      cursor: "c3",
      conflated: true,
    });
  });

  it("loses nothing of a lossless stream, nor where the client did not select the key", () => {
    const lossless = { mode: "LOSSLESS", scope: "ACCOUNT", key: ["symbol"] } as const;
    expect(JSON.parse(mergeBatches(older, newer, names, lossless).text).data.q).toMatchObject({
      events: [{ px: 1 }, { px: 1 }, { px: 2 }],
      conflated: false,
    });
    const unselected = { mode: "CONFLATE", scope: "PUBLIC", key: ["missing"] } as const;
    expect(
      JSON.parse(mergeBatches(older, newer, names, unselected).text).data.q.events,
    ).toHaveLength(3);
  });

  const merged = (one: Batch, next: Batch, policy: StreamPolicy) =>
    JSON.parse(mergeBatches(one, next, names, policy).text).data.q;
  const levels = { mode: "CONFLATE", scope: "PUBLIC", key: ["side", "px"] } as const;
  const trades = { mode: "CONFLATE", scope: "PUBLIC", key: [] } as const;

  it("[STR-023] shows a gap between the two to a slow client, and nothing from before it", () => {
    const beforeGap = batch(100, 99, { side: "BUY", px: "1", qty: "5" });
    const anew = merged(beforeGap, batch(150, 150), levels);
    expect(anew).toEqual({ events: [], seq: 150, prev: 150, cursor: "c150", conflated: true });
    const changed = batch(151, 150, { side: "BUY", px: "2", qty: "1" });
    expect(merged(beforeGap, changed, levels)).toMatchObject({
      events: [{ px: "2" }],
      prev: 150,
      conflated: true,
    });
    expect(merged(batch(150, 150), changed, levels)).toMatchObject({ prev: 150, conflated: false });
  });

  it("[STR-024] keeps the latest of every key, however many there are", () => {
    const rows = (side: string, qty: string) =>
      Array.from({ length: 6_000 }, (_, px) => ({ side, px: String(px), qty }));
    const { events, prev, conflated } = merged(
      batch(2, 1, { side: "BUY", px: "0", qty: "0" }, ...rows("SELL", "1")),
      batch(3, 2, ...rows("SELL", "2"), { side: "SELL", px: "7", qty: "3" }),
      levels,
    );
    expect(events).toHaveLength(6_001);
    expect(events[0]).toEqual({ side: "BUY", px: "0", qty: "0" });
    expect(events.at(-1)).toEqual({ side: "SELL", px: "7", qty: "3" });
    expect([prev, conflated]).toEqual([1, true]);
  });

  it("[STR-025] says so where events without a key are too many, as what is conflated and as a gap", () => {
    const rows = Array.from({ length: 3_000 }, (_, id) => ({ id }));
    const { events, prev, conflated } = merged(batch(2, 1, ...rows), batch(3, 2, ...rows), trades);
    expect(events).toHaveLength(5_000);
    expect(events[0]).toEqual({ id: 1_000 });
    expect([prev, conflated]).toEqual([2, true]);
  });
});

it("greets with an empty batch that continues where the stream is", () => {
  expect(JSON.parse(emptyBatch(batch(7, 5, { symbol: "A" }), names) ?? "").data.q).toEqual({
    events: [],
    seq: 7,
    prev: 7,
    cursor: "c7",
    conflated: false,
  });
});
