import type { BookTop, InstrumentChanged, TradePrint } from "@hft/wire";
import type { CandleRow } from "../live/candles.ts";
import type { Candle, Instrument, Quote, Trade } from "./market-types.ts";

export function instrumentNode(instrument: InstrumentChanged, lastPx: bigint | null): Instrument {
  const {
    symbol,
    tickPx,
    lotQty,
    minQty,
    maxQty,
    collarBps,
    isShortable,
    calendar,
    currency,
    venue,
  } = instrument;
  return {
    symbol,
    tickPx,
    lotQty,
    minQty,
    maxQty,
    collarBps,
    isShortable,
    calendar,
    currency,
    venue,
    lastPx,
  };
}

export function tradeNode(print: TradePrint): Trade {
  const { matchId, symbol, lastPx, lastQty, aggressorSide, transactTimeNs, sequence } = print;
  return {
    matchId: String(matchId),
    symbol,
    lastPx,
    lastQty,
    aggressorSide,
    transactTimeNs,
    sequence,
  };
}

export function candleNode(candle: CandleRow): Candle {
  const { symbol: _symbol, intervalS: _intervalS, ...node } = candle;
  return node;
}

const pxOrNull = (px: bigint): bigint | null => (px === 0n ? null : px);

export function quoteNode(top: BookTop, lastPx: bigint | null): Quote {
  const { symbol, bidQty, askQty } = top;
  return { symbol, bidPx: pxOrNull(top.bidPx), bidQty, askPx: pxOrNull(top.askPx), askQty, lastPx };
}
