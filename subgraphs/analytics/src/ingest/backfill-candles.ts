// Gives a chart its past: shipped bars of real sessions, moved in time so that they end where live candles begin, marked
// REPLAY. Only for a symbol and interval that have no candle yet.
import { BAR_SYMBOLS, type Bar, endingAt, grouped, looped, readBars } from "@hft/bars";
import type { Pool } from "pg";
import { bucketOf, type CandleRow } from "../live/candles.ts";
import { hasCandles, insertCandles } from "../store/market-rows.ts";

const COUNT = 500;
const NS = 1_000_000_000n;
const TICK = 1_000_000n;

interface Series {
  intervalS: number;
  bars: (symbol: string) => Bar[];
}

/** 1 s starts empty: there is no such history. */
const SERIES: readonly Series[] = [
  { intervalS: 60, bars: (symbol) => looped(readBars(symbol, "minute"), COUNT) },
  { intervalS: 300, bars: (symbol) => grouped(looped(readBars(symbol, "minute"), COUNT * 5), 5) },
  { intervalS: 3_600, bars: (symbol) => looped(readBars(symbol, "hour"), COUNT) },
];

/** Writes what is missing; returns how many candles were written. */
export async function backfillCandles(pool: Pool, nowNs: bigint): Promise<number> {
  let written = 0;
  for (const symbol of BAR_SYMBOLS) {
    const lastPx = readBars(symbol, "minute").at(-1)?.closePx as bigint;
    for (const { intervalS, bars } of SERIES) {
      if (await hasCandles(pool, symbol, intervalS)) continue;
      const rows = candlesOf(symbol, intervalS, endingAt(bars(symbol), lastPx, TICK), nowNs);
      await insertCandles(pool, rows);
      written += rows.length;
    }
  }
  return written;
}

/** The last bar ends where the interval of now begins. */
function candlesOf(symbol: string, intervalS: number, bars: Bar[], nowNs: bigint): CandleRow[] {
  const endNs = bucketOf(nowNs, intervalS);
  return bars.map((bar, i) => ({
    ...bar,
    ...{ symbol, intervalS, tradeCount: 0, source: "REPLAY" },
    startTimeNs: endNs - BigInt(bars.length - i) * BigInt(intervalS) * NS,
  }));
}
