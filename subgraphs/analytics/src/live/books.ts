// Every symbol's book, from snapshot + conflated deltas. Depth is state: a lost delta is mended by a new snapshot.
import type { BookDelta, BookTop, Side } from "@hft/wire";

export interface Level {
  side: Side;
  px: bigint;
  qty: bigint;
  orderCount: number;
}

type Levels = Record<Side, Map<bigint, Level>>;

interface BookState {
  sequence: bigint;
  asOfSequence: bigint;
  levels: Levels;
}

export interface Books {
  /**
   * A delta or a whole book. Returns the levels that are now other than before, quantity 0 for those that are gone, also
   * where a whole book leaves them out; null when deltas are missing before it: ask for the book again.
   */
  apply(delta: BookDelta): Level[] | null;
  /** Best first: bids from the top down, asks from the bottom up, at most `depth` a side. */
  levels(symbol: string, depth: number): Level[];
  sequence(symbol: string): bigint;
  /** The best bid and ask of the levels; price 0 = side empty. */
  topOf(symbol: string): BookTop;
  /** The one that was set last. */
  top(symbol: string): BookTop | undefined;
  setTop(top: BookTop): void;
}

const noLevels = (): Levels => ({ BUY: new Map(), SELL: new Map() });
const emptyBook = (): BookState => ({ sequence: 0n, asOfSequence: 0n, levels: noLevels() });

export function createBooks(): Books {
  const books = new Map<string, BookState>();
  const tops = new Map<string, BookTop>();

  return {
    apply(delta) {
      const known = books.get(delta.symbol) ?? emptyBook();
      if (books.has(delta.symbol) && delta.bookSequence <= known.sequence) return [];
      if (!delta.isSnapshot && known.sequence + 1n !== delta.bookSequence) return null;
      const changed = delta.isSnapshot ? difference(known.levels, delta.levels) : delta.levels;
      for (const level of changed) put(known.levels, level);
      const { bookSequence: sequence, asOfSequence } = delta;
      books.set(delta.symbol, { sequence, asOfSequence, levels: known.levels });
      return changed;
    },
    levels(symbol, depth) {
      const { BUY, SELL } = books.get(symbol)?.levels ?? noLevels();
      return [...best(BUY, depth, -1), ...best(SELL, depth, 1)];
    },
    sequence: (symbol) => books.get(symbol)?.sequence ?? 0n,
    topOf(symbol) {
      const { sequence: bookSequence, asOfSequence, levels } = books.get(symbol) ?? emptyBook();
      const [bid] = best(levels.BUY, 1, -1);
      const [ask] = best(levels.SELL, 1, 1);
      return {
        ...{ type: "BookTop", symbol, bookSequence, asOfSequence },
        ...{ bidPx: bid?.px ?? 0n, bidQty: bid?.qty ?? 0n },
        ...{ askPx: ask?.px ?? 0n, askQty: ask?.qty ?? 0n },
      };
    },
    top: (symbol) => tops.get(symbol),
    setTop: (top) => {
      tops.set(top.symbol, top);
    },
  };
}

function put(levels: Levels, level: Level): void {
  if (level.qty === 0n) levels[level.side].delete(level.px);
  else levels[level.side].set(level.px, level);
}

/** What leads from the levels that were to those that are; readers apply it as they apply a delta. */
function difference(before: Levels, now: readonly Level[]): Level[] {
  const left = { BUY: new Map(before.BUY), SELL: new Map(before.SELL) };
  const changed = now.filter((level) => {
    const was = left[level.side].get(level.px);
    left[level.side].delete(level.px);
    return was?.qty !== level.qty || was.orderCount !== level.orderCount;
  });
  const gone = [...left.BUY.values(), ...left.SELL.values()];
  return [...gone.map((level) => ({ ...level, qty: 0n, orderCount: 0 })), ...changed];
}

function best(levels: Map<bigint, Level>, depth: number, direction: 1 | -1): Level[] {
  return [...levels.values()]
    .sort((a, b) => (a.px < b.px ? -direction : direction))
    .slice(0, depth);
}
