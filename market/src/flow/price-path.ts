// Where the price should be now: bars' returns chained from the last price, each bar played open → extremes → close.
import type { Bar } from "@hft/bars";
import { divideHalfEven } from "@hft/domain";

export interface PricePath {
  /** Target price at a time, rounded to the tick. Times must not go back. */
  at(timeMs: number): bigint;
}

export interface PricePathOptions {
  bars: readonly Bar[];
  startPx: bigint;
  startMs: number;
  barMs: number;
  tickPx: bigint;
  /** Which bar comes first. */
  firstBar: number;
}

export function createPricePath({
  bars,
  startPx,
  startMs,
  barMs,
  tickPx,
  firstBar,
}: PricePathOptions): PricePath {
  let index = firstBar % bars.length;
  let basePx = startPx;
  let barStartMs = startMs;

  /** A price of the current bar moved to our level: price × base / open. */
  const moved = (px: bigint): bigint => divideHalfEven(px * basePx, bar().openPx);
  const bar = (): Bar => bars[index] as Bar;

  function stations(): bigint[] {
    const { openPx, highPx, lowPx, closePx } = bar();
    const extremes = closePx >= openPx ? [lowPx, highPx] : [highPx, lowPx];
    return [openPx, ...extremes, closePx].map(moved);
  }

  return {
    at(timeMs) {
      while (timeMs - barStartMs >= barMs) {
        basePx = moved(bar().closePx);
        index = (index + 1) % bars.length;
        barStartMs += barMs;
      }
      const points = stations();
      const place = ((timeMs - barStartMs) / barMs) * (points.length - 1);
      const leg = Math.min(Math.floor(place), points.length - 2);
      const from = points[leg] as bigint;
      const to = points[leg + 1] as bigint;
      const px = from + ((to - from) * BigInt(Math.round((place - leg) * 1_000))) / 1_000n;
      return ((px + tickPx / 2n) / tickPx) * tickPx;
    },
  };
}
