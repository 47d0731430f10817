import { describe, expect, it } from "vitest";
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
