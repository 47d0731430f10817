import { decimalOf, largerOf } from "../../lib/money/decimal.ts";
import type { Order } from "../blotter/tables.ts";
import type { Level } from "../market/tables.ts";

export interface Top {
  readonly bid: bigint | undefined;
  readonly ask: bigint | undefined;
  readonly spread: bigint | undefined;
}

/** Best prices of rows that stand best first, bids before asks. */
export function topOf(levels: readonly Level[]): Top {
  const bid = levels[0]?.side === "BUY" ? decimalOf(levels[0].px) : undefined;
  const first = levels.find((level) => level.side === "SELL");
  const ask = first && decimalOf(first.px);
  const spread = bid !== undefined && ask !== undefined ? ask - bid : undefined;
  return { bid, ask, spread };
}

/** One row of the ladder as it is drawn. */
export interface LadderRow {
  readonly side: Level["side"];
  readonly px: string;
  /** Undefined where a frozen price has nothing any more. */
  readonly level: Level | undefined;
  readonly cumulative: bigint;
  /** Open quantity of the user's own orders at this price. */
  readonly own: bigint;
}

export interface Ladder {
  /** Best first. */
  readonly bids: readonly LadderRow[];
  readonly asks: readonly LadderRow[];
  readonly deepest: bigint;
}

export interface LadderPrices {
  readonly bids: readonly string[];
  readonly asks: readonly string[];
}

/** Which prices a ladder of `rows` a side shows. */
export function pricesOf(levels: readonly Level[], rows: number): LadderPrices {
  const side = (which: Level["side"]) =>
    levels
      .filter((level) => level.side === which)
      .slice(0, rows)
      .map((level) => level.px);
  return { bids: side("BUY"), asks: side("SELL") };
}

/** Quantities and sums for the given prices: under the pointer the prices stay, the quantities move. */
export function ladderOf(
  levels: readonly Level[],
  prices: LadderPrices,
  own: ReadonlyMap<string, bigint>,
): Ladder {
  const known = new Map(levels.map((level) => [`${level.side} ${level.px}`, level]));
  const rowsOf = (side: Level["side"], list: readonly string[]): LadderRow[] => {
    let cumulative = 0n;
    return list.map((px) => {
      const level = known.get(`${side} ${px}`);
      cumulative += decimalOf(level?.qty);
      return { side, px, level, cumulative, own: own.get(`${side} ${px}`) ?? 0n };
    });
  };
  const bids = rowsOf("BUY", prices.bids);
  const asks = rowsOf("SELL", prices.asks);
  const last = (rows: LadderRow[]) => rows.at(-1)?.cumulative ?? 0n;
  return { bids, asks, deepest: largerOf(last(bids), last(asks)) };
}

/** Open quantity per side and price of the user's orders in one symbol. */
export function ownQuantities(orders: readonly Order[], symbol: string): Map<string, bigint> {
  const own = new Map<string, bigint>();
  for (const order of orders) {
    if (order.symbol !== symbol || !order.limitPx) continue;
    const key = `${order.side} ${order.limitPx}`;
    own.set(key, (own.get(key) ?? 0n) + decimalOf(order.leavesQty));
  }
  return own;
}
