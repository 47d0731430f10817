import type { BookDelta } from "@hft/wire";
import { describe, expect, it } from "vitest";
import { Checkpoints } from "./checkpoints.ts";
import { DepthBook } from "./depth-book.ts";

const delta = (bookSequence: bigint, px: bigint, qty: bigint): BookDelta => ({
  type: "BookDelta",
  bookSequence,
  asOfSequence: bookSequence * 10n,
  symbol: "GOOG",
  isSnapshot: false,
  levels: [{ px, qty, orderCount: 1, side: "BUY" }],
});

describe("DepthBook", () => {
  it("[MKT-005] holds what the deltas say, best first", () => {
    const book = new DepthBook();
    book.apply(delta(1n, 100n, 5n));
    book.apply(delta(2n, 101n, 6n));
    book.apply(delta(3n, 100n, 0n));
    expect(book.best("BUY", 9)).toEqual([{ px: 101n, qty: 6n }]);
    const top = { bidPx: 101n, bidQty: 6n, askPx: 0n, askQty: 0n, symbol: "GOOG" };
    book.check({ type: "BookTop", bookSequence: 3n, asOfSequence: 30n, ...top });
    expect(() =>
      book.check({ type: "BookTop", bookSequence: 3n, asOfSequence: 30n, ...top, bidQty: 7n }),
    ).toThrow("differs from the levels");
  });

  it("[MKT-005] refuses a number that is missing or comes twice", () => {
    const book = new DepthBook();
    book.apply(delta(1n, 100n, 5n));
    expect(() => book.apply(delta(3n, 100n, 5n))).toThrow("bookSequence 3 came after 1");
    expect(() => book.apply(delta(1n, 100n, 5n))).toThrow("bookSequence 1 came after 1");
  });
});

describe("Checkpoints", () => {
  const event = (sequence: bigint, commandSequence: bigint) =>
    ({ sequence, message: { type: "OrderAccepted", sequence, commandSequence } }) as never;
  const answered = (commandSequence: bigint) => ({ reply: { commandSequence } }) as never;

  it("[MKT-005] look at a row when all of it and nothing after it has been applied", () => {
    const book = new DepthBook();
    const points = new Checkpoints(book, "GOOG");
    const seen: bigint[] = [];
    for (const command of [1n, 2n])
      points.add({ after: answered(command), look: () => seen.push(book.bookSequence) });
    points.onDepth(delta(1n, 100n, 5n));
    points.onDepth(delta(2n, 101n, 5n));
    points.advance();
    expect(seen, "no event says which command the deltas belong to").toEqual([]);
    points.onEvents([event(10n, 1n), event(20n, 2n)]);
    points.advance();
    expect(seen).toEqual([1n, 2n]);
  });

  it("[MKT-005] wait where a command changed nothing, until a later change shows it", () => {
    const book = new DepthBook();
    const points = new Checkpoints(book, "GOOG");
    const seen: bigint[] = [];
    points.add({ after: answered(1n), look: () => seen.push(book.bookSequence) });
    points.onEvents([event(5n, 1n)]);
    points.advance();
    expect(points.waiting).toBe(1);
    points.onEvents([event(10n, 2n)]);
    points.onDepth(delta(1n, 100n, 5n));
    points.advance();
    expect(seen).toEqual([0n]);
  });
});
