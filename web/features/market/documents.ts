import { graphql } from "../../lib/graphql/generated/index.ts";

export const BOOK = graphql(`
  query Book($symbol: ID!) {
    book(symbol: $symbol, depth: 500) {
      items { side px qty orderCount }
      asOfSequence
    }
  }
`);

export const BOOK_CHANGES = graphql(`
  subscription BookChanges($symbol: ID!) {
    book(symbol: $symbol, intervalMs: 100) {
      events { side px qty orderCount }
      sequence
      previousSequence
      cursor
      conflated
    }
  }
`);

export const TRADES = graphql(`
  query Trades($symbol: ID!) {
    trades(symbol: $symbol, first: 100) {
      items { matchId lastPx lastQty aggressorSide transactTimeNs sequence }
      asOfSequence
    }
  }
`);

export const TRADE_CHANGES = graphql(`
  subscription TradeChanges($symbol: ID!, $after: Cursor) {
    trades(symbol: $symbol, after: $after, intervalMs: 100) {
      events { matchId lastPx lastQty aggressorSide transactTimeNs sequence }
      sequence
      previousSequence
      cursor
      conflated
    }
  }
`);

export const CANDLES = graphql(`
  query Candles($symbol: ID!) {
    candles(symbol: $symbol, interval: ONE_MINUTE, first: 500) {
      items { startTimeNs openPx highPx lowPx closePx volume source }
      asOfSequence
      cursor
    }
  }
`);

export const CANDLE_CHANGES = graphql(`
  subscription CandleChanges($symbol: ID!, $after: Cursor) {
    candleUpdates(symbol: $symbol, interval: ONE_MINUTE, after: $after, intervalMs: 250) {
      events { startTimeNs openPx highPx lowPx closePx volume source }
      sequence
      previousSequence
      cursor
      conflated
    }
  }
`);

export const QUOTE_CHANGES = graphql(`
  subscription QuoteChanges($symbols: [ID!]!) {
    quotes(symbols: $symbols, intervalMs: 250) {
      events { symbol bidPx bidQty askPx askQty lastPx }
      sequence
      previousSequence
      cursor
      conflated
    }
  }
`);
