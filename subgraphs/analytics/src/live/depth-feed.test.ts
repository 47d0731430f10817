import type { BookDelta, BookTop } from "@hft/wire";
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { type Books, createBooks, type Level } from "./books.ts";
import { createDepthFeed, type DepthChange, type DepthFeed } from "./depth-feed.ts";

const level = (px: bigint, qty: bigint, side: Level["side"] = "SELL"): Level => {
  return { side, px, qty, orderCount: qty === 0n ? 0 : 1 };
};
function delta(bookSequence: bigint, levels: Level[], isSnapshot = false): BookDelta {
  return {
    type: "BookDelta",
    bookSequence,
    asOfSequence: bookSequence,
    symbol: "A",
    isSnapshot,
    levels,
  };
}

/** What the engine would answer; each question is noted. */
let engine: { book: BookDelta; asked: string[]; isAway: boolean };
let books: Books;
let depth: DepthFeed;
let changes: DepthChange[];
let tops: BookTop[];

beforeEach(() => {
  engine = { book: delta(0n, [], true), asked: [], isAway: false };
  const snapshot = async (_kinds: number, symbol = "") => {
    engine.asked.push(symbol);
    if (engine.isAway) throw new Error("away");
    return { sessionId: "s", asOfSequence: 0n, messages: [engine.book] };
  };
  books = createBooks();
  depth = createDepthFeed(books, () => ({ replay: { snapshot } }) as never);
  changes = [];
  tops = [];
  depth.listenDepth((change) => changes.push(change));
  depth.listenTop((top) => tops.push(top));
});
const answered = () => new Promise((done) => setImmediate(done));

it("[MKT-024] tells of a level that went while deltas were lost, and of nothing that stayed", async () => {
  depth.onDepth(delta(1n, [level(100n, 5n), level(101n, 5n), level(99n, 1n, "BUY")]));
  engine.book = delta(7n, [level(101n, 5n), level(102n, 5n), level(99n, 2n, "BUY")], true);
  changes = [];
  depth.onDepth(delta(7n, [level(102n, 5n)]));
  await answered();
  expect(engine.asked).toEqual(["A"]);
  expect(changes).toEqual([
    {
      symbol: "A",
      sequence: 7n,
      levels: [level(100n, 0n), level(102n, 5n), level(99n, 2n, "BUY")],
    },
  ]);
});

it("[MKT-024] leaves a reader of changes with the book, whatever was lost", async () => {
  const change = fc.record({
    levels: fc.array(fc.record({ px: fc.bigInt(1n, 6n), qty: fc.bigInt(0n, 3n) }), {
      minLength: 1,
      maxLength: 4,
    }),
    isLost: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 40 }), async (list) => {
      const held = new Map<bigint, bigint>();
      const truth = new Map<bigint, bigint>();
      const own = createBooks();
      const whole = () => [...truth].map(([px, qty]) => level(px, qty));
      let sequence = 0n;
      const snapshot = async () => ({ messages: [delta(sequence, whole(), true)] });
      const feed = createDepthFeed(own, () => ({ replay: { snapshot } }) as never);
      const put = (map: Map<bigint, bigint>, one: Pick<Level, "px" | "qty">) =>
        one.qty === 0n ? map.delete(one.px) : map.set(one.px, one.qty);
      feed.listenDepth(({ levels }) => levels.forEach((one) => void put(held, one)));
      for (const { levels, isLost } of [
        ...list,
        { levels: [{ px: 1n, qty: 1n }], isLost: false },
      ]) {
        sequence += 1n;
        for (const one of levels) put(truth, one);
        if (!isLost)
          feed.onDepth(
            delta(
              sequence,
              levels.map(({ px, qty }) => level(px, qty)),
            ),
          );
        await answered();
      }
      const sorted = (map: Map<bigint, bigint>) => [...map].sort(([a], [b]) => Number(a - b));
      expect(sorted(held)).toEqual(sorted(truth));
      expect(own.levels("A", 10).map(({ px, qty }) => [px, qty])).toEqual(sorted(truth));
    }),
  );
});

it("[MKT-024] tells the top of a whole book, where the engine's word of it was lost", async () => {
  engine.book = delta(7n, [level(101n, 5n), level(99n, 2n, "BUY")], true);
  depth.resync();
  await answered();
  expect(tops).toEqual([
    {
      type: "BookTop",
      symbol: "A",
      bookSequence: 7n,
      asOfSequence: 7n,
      bidPx: 99n,
      bidQty: 2n,
      askPx: 101n,
      askQty: 5n,
    },
  ]);
  depth.resync();
  await answered();
  expect(tops).toHaveLength(1);
});

it("[MKT-024] keeps what is told while a book is on its way", async () => {
  depth.onDepth(delta(1n, [level(100n, 5n), level(101n, 5n)]));
  engine.book = delta(3n, [level(100n, 5n), level(101n, 5n)], true);
  depth.onDepth(delta(3n, []));
  // Newer than the book that was asked for, and the last word of a symbol that falls silent.
  depth.onDepth(delta(4n, [level(100n, 0n)]));
  await answered();
  expect(books.levels("A", 9)).toEqual([level(101n, 5n)]);
  expect(engine.asked).toEqual(["A"]);
});

it("[MKT-024] asks for one book again, too, at the next word of any symbol", async () => {
  depth.onDepth(delta(1n, [level(100n, 5n)]));
  engine.isAway = true;
  depth.onDepth(delta(3n, []));
  await answered();
  engine.isAway = false;
  engine.book = delta(3n, [level(101n, 5n)], true);
  depth.onDepth({ ...delta(1n, [level(5n, 1n)]), symbol: "B" });
  await answered();
  expect(books.levels("A", 9)).toEqual([level(101n, 5n)]);
});

it("[MKT-024] is ready once all books are known", async () => {
  depth.resync();
  await expect(depth.ready()).resolves.toBeUndefined();
});

it("[MKT-024] asks for all books again after an answer that did not come", async () => {
  engine.isAway = true;
  depth.resync();
  await answered();
  engine.isAway = false;
  engine.book = delta(3n, [level(100n, 1n)], true);
  depth.onDepth({ ...delta(1n, [level(5n, 1n)]), symbol: "B" });
  await answered();
  expect(engine.asked).toEqual(["", ""]);
  expect(books.levels("A", 1)).toEqual([level(100n, 1n)]);
});
