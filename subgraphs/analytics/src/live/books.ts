// Every symbol's book, from snapshot + conflated deltas. Depth is state: a lost delta is mended by a new snapshot.
import type { BookDelta, BookTop, Side } from "@hft/wire";

export interface Level {
  side: Side;
  px: bigint;
  qty: bigint;
  orderCount: number;
}

interface BookState {
  sequence: bigint;
  levels: Record<Side, Map<bigint, Level>>;
}

export interface Books {
  /** A delta or a whole book. Returns false when deltas are missing before it: ask for the book again. */
  apply(delta: BookDelta): boolean;
  /** Best first: bids from the top down, asks from the bottom up, at most `depth` a side. */
  levels(symbol: string, depth: number): Level[];
  sequence(symbol: string): bigint;
  top(symbol: string): BookTop | undefined;
  setTop(top: BookTop): void;
}

const emptyBook = (): BookState => ({ sequence: 0n, levels: { BUY: new Map(), SELL: new Map() } });

export function createBooks(): Books {
  const books = new Map<string, BookState>();
  const tops = new Map<string, BookTop>();

  function put(book: BookState, level: Level): void {
    if (level.qty === 0n) book.levels[level.side].delete(level.px);
    else book.levels[level.side].set(level.px, level);
  }

  return {
    apply(delta) {
      const known = books.get(delta.symbol);
      if (known && delta.bookSequence <= known.sequence) return true;
      if (!delta.isSnapshot && (known?.sequence ?? 0n) + 1n !== delta.bookSequence) return false;
      const book = delta.isSnapshot || !known ? emptyBook() : known;
      for (const level of delta.levels) put(book, level);
      book.sequence = delta.bookSequence;
      books.set(delta.symbol, book);
      return true;
    },
    levels(symbol, depth) {
      const book = books.get(symbol);
      if (!book) return [];
      return [...best(book.levels.BUY, depth, -1), ...best(book.levels.SELL, depth, 1)];
    },
    sequence: (symbol) => books.get(symbol)?.sequence ?? 0n,
    top: (symbol) => tops.get(symbol),
    setTop: (top) => {
      tops.set(top.symbol, top);
    },
  };
}

function best(levels: Map<bigint, Level>, depth: number, direction: 1 | -1): Level[] {
  return [...levels.values()]
    .sort((a, b) => (a.px < b.px ? -direction : direction))
    .slice(0, depth);
}
