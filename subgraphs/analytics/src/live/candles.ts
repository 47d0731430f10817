// Trades → candles, the same fold for what is alive and for the projection.
import { larger, smaller } from "@hft/domain";
import type { TradePrint } from "@hft/wire";

/** One candle; prices and volume × 1e-8. */
export interface CandleRow {
  symbol: string;
  intervalS: number;
  startTimeNs: bigint;
  openPx: bigint;
  highPx: bigint;
  lowPx: bigint;
  closePx: bigint;
  volume: bigint;
  tradeCount: number;
  source: "LIVE" | "REPLAY";
}

/** Seconds of each interval that is kept. */
export const CANDLE_INTERVALS_S: readonly number[] = [1, 60, 300, 3_600];

const NS = 1_000_000_000n;

/** First nanosecond of the interval that holds a time. */
export const bucketOf = (timeNs: bigint, intervalS: number): bigint =>
  timeNs - (timeNs % (BigInt(intervalS) * NS));

/** The candle after one more trade; null begins a new one. */
export function withTrade(
  candle: CandleRow | null,
  print: TradePrint,
  intervalS: number,
): CandleRow {
  const { symbol, lastPx, lastQty } = print;
  if (!candle) {
    const startTimeNs = bucketOf(print.transactTimeNs, intervalS);
    const px = { openPx: lastPx, highPx: lastPx, lowPx: lastPx, closePx: lastPx };
    return {
      symbol,
      intervalS,
      startTimeNs,
      ...px,
      volume: lastQty,
      tradeCount: 1,
      source: "LIVE",
    };
  }
  return {
    ...candle,
    highPx: larger(lastPx, candle.highPx),
    lowPx: smaller(lastPx, candle.lowPx),
    closePx: lastPx,
    volume: candle.volume + lastQty,
    tradeCount: candle.tradeCount + 1,
  };
}

/** One candle of which the tables hold the beginning, and perhaps not yet the end, and this process heard the end. */
export function joined(stored: CandleRow | undefined, heard: CandleRow): CandleRow {
  if (!stored) return heard;
  return {
    ...stored,
    highPx: larger(stored.highPx, heard.highPx),
    lowPx: smaller(stored.lowPx, heard.lowPx),
    closePx: heard.closePx,
    volume: larger(stored.volume, heard.volume),
    tradeCount: Math.max(stored.tradeCount, heard.tradeCount),
  };
}

/** Candles of trades in order, keyed by symbol, interval and bucket. */
export function foldTrades(prints: readonly TradePrint[]): CandleRow[] {
  const candles = new Map<string, CandleRow>();
  for (const print of prints) {
    for (const intervalS of CANDLE_INTERVALS_S) {
      const key = `${print.symbol} ${intervalS} ${bucketOf(print.transactTimeNs, intervalS)}`;
      candles.set(key, withTrade(candles.get(key) ?? null, print, intervalS));
    }
  }
  return [...candles.values()];
}
