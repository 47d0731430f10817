// Candles and trades that reach into the past: what this process saw over what Postgres holds.
import { readHistory } from "@hft/graphql-kit";
import type { TradePrint } from "@hft/wire";
import type { Pool } from "pg";
import { findCandles, findTrades } from "../store/market-rows.ts";
import { type CandleRow, joined } from "./candles.ts";
import type { MarketLive } from "./market-live.ts";

export interface MarketHistory {
  /** Oldest first, the newest `limit` that begin before `beforeNs`. */
  candles(symbol: string, intervalS: number, beforeNs: bigint, limit: number): Promise<CandleRow[]>;
  /** The one that begins then, as the tables have it. */
  candleAt(symbol: string, intervalS: number, startTimeNs: bigint): Promise<CandleRow | undefined>;
  /** Newest first. */
  trades(symbol: string, limit: number): Promise<TradePrint[]>;
}

export function createMarketHistory(
  pool: Pool,
  live: MarketLive,
  sessionId: () => string,
): MarketHistory {
  const guarded = <T>(read: Promise<T>): Promise<T> =>
    readHistory(read, "Market history cannot be read now; live prices go on");
  return {
    async candles(symbol, intervalS, beforeNs, limit) {
      const byStart = new Map<bigint, CandleRow>();
      for (const candle of await guarded(findCandles(pool, symbol, intervalS, beforeNs, limit)))
        byStart.set(candle.startTimeNs, candle);
      for (const candle of live.candles(symbol, intervalS)) {
        const { startTimeNs } = candle;
        if (startTimeNs >= beforeNs) continue;
        const stored = byStart.get(startTimeNs);
        byStart.set(startTimeNs, live.isWhole(candle) ? candle : joined(stored, candle));
      }
      return [...byStart.values()]
        .sort((a, b) => (a.startTimeNs < b.startTimeNs ? -1 : 1))
        .slice(-limit);
    },
    async candleAt(symbol, intervalS, startTimeNs) {
      const found = await guarded(findCandles(pool, symbol, intervalS, startTimeNs + 1n, 1));
      return found.find((candle) => candle.startTimeNs === startTimeNs);
    },
    async trades(symbol, limit) {
      const lately = live.trades(symbol, limit);
      if (lately.length >= limit) return lately;
      const stored = await guarded(findTrades(pool, sessionId(), symbol, limit));
      const oldest = lately.at(-1)?.sequence;
      return [
        ...lately,
        ...stored.filter((t) => oldest === undefined || t.sequence < oldest),
      ].slice(0, limit);
    },
  };
}
