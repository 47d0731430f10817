// Instruments, last trades and the candles that are still open, from snapshot + feed.
import type { EngineEvent, Snapshot } from "@hft/engine-client";
import type { InstrumentChanged, TradePrint } from "@hft/wire";
import { bucketOf, CANDLE_INTERVALS_S, type CandleRow, withTrade } from "./candles.ts";

const TRADES_MAX = 500;
const CANDLES_MAX = 300;

export interface MarketLive {
  reset(snapshot: Snapshot): void;
  apply(events: readonly EngineEvent[]): void;
  instrument(symbol: string): InstrumentChanged | undefined;
  instruments(): InstrumentChanged[];
  lastPx(symbol: string): bigint | null;
  /** What is known from before this process; a trade that it heard is newer. */
  seedLastPx(prices: ReadonlyMap<string, bigint>): void;
  /** Newest first, without a hole. */
  trades(symbol: string, limit: number): TradePrint[];
  /** Candles seen by this process, oldest first. */
  candles(symbol: string, intervalS: number): CandleRow[];
  candleAt(symbol: string, intervalS: number, timeNs: bigint): CandleRow | undefined;
  /** False for a candle that may have begun before this process could hear its trades. */
  isWhole(candle: Pick<CandleRow, "startTimeNs">): boolean;
}

export function createMarketLive(): MarketLive {
  const instruments = new Map<string, InstrumentChanged>();
  const trades = new Map<string, TradePrint[]>();
  const lastPx = new Map<string, bigint>();
  const candles = new Map<string, Map<bigint, CandleRow>>();
  const keyOf = (symbol: string, intervalS: number) => `${symbol} ${intervalS}`;
  /** Of the first trade after the last snapshot: what was traded before is not known here. */
  let heardSinceNs: bigint | null = null;

  function addTrade(print: TradePrint): void {
    heardSinceNs ??= print.transactTimeNs;
    lastPx.set(print.symbol, print.lastPx);
    const list = trades.get(print.symbol) ?? [];
    list.push(print);
    if (list.length > TRADES_MAX * 2) list.splice(0, list.length - TRADES_MAX);
    trades.set(print.symbol, list);
    for (const intervalS of CANDLE_INTERVALS_S) addToCandle(print, intervalS);
  }

  function addToCandle(print: TradePrint, intervalS: number): void {
    const key = keyOf(print.symbol, intervalS);
    const series = candles.get(key) ?? new Map<bigint, CandleRow>();
    const start = bucketOf(print.transactTimeNs, intervalS);
    series.set(start, withTrade(series.get(start) ?? null, print, intervalS));
    for (const old of series.keys()) {
      if (series.size <= CANDLES_MAX) break;
      series.delete(old);
    }
    candles.set(key, series);
  }

  return {
    reset(snapshot) {
      heardSinceNs = null;
      trades.clear();
      for (const message of snapshot.messages) {
        if (message.type === "InstrumentChanged") instruments.set(message.symbol, message);
      }
    },
    apply(events) {
      for (const { message } of events) {
        if (message?.type === "TradePrint") addTrade(message);
        if (message?.type === "InstrumentChanged") instruments.set(message.symbol, message);
      }
    },
    instrument: (symbol) => instruments.get(symbol),
    instruments: () => [...instruments.values()].sort((a, b) => (a.symbol < b.symbol ? -1 : 1)),
    lastPx: (symbol) => lastPx.get(symbol) ?? null,
    seedLastPx(prices) {
      for (const [symbol, px] of prices) if (!lastPx.has(symbol)) lastPx.set(symbol, px);
    },
    trades: (symbol, limit) => (trades.get(symbol) ?? []).slice(-limit).reverse(),
    candles: (symbol, intervalS) => [...(candles.get(keyOf(symbol, intervalS))?.values() ?? [])],
    candleAt: (symbol, intervalS, timeNs) =>
      candles.get(keyOf(symbol, intervalS))?.get(bucketOf(timeNs, intervalS)),
    isWhole: ({ startTimeNs }) => heardSinceNs !== null && startTimeNs > heardSinceNs,
  };
}
