import type {
  BookQuery,
  CandlesQuery,
  QuoteChangesSubscription,
  TradesQuery,
} from "../../lib/graphql/generated/graphql.ts";
import { decimalOf } from "../../lib/money/decimal.ts";
import type { Services } from "../../lib/services.tsx";
import { animationFrame } from "../../lib/stream/frame.ts";
import { LiveTable } from "../../lib/stream/live-table.ts";
import {
  BOOK,
  BOOK_CHANGES,
  CANDLE_CHANGES,
  CANDLES,
  QUOTE_CHANGES,
  TRADE_CHANGES,
  TRADES,
} from "./documents.ts";

export type Level = BookQuery["book"]["items"][number];
export type Trade = TradesQuery["trades"]["items"][number];
export type Candle = CandlesQuery["candles"]["items"][number];
export type Quote = QuoteChangesSubscription["quotes"]["events"][number];

const TAPE_ROWS = 100;
const deps = { frame: animationFrame };

/** Both sides of a book, best first: bids, then asks. */
export function createBookTable({ api, socket }: Services, symbol: string) {
  return new LiveTable<Level, Level>(
    {
      isResumable: false,
      subscribe: (_after, on) => socket.stream(BOOK_CHANGES, { symbol }, on),
      async snapshot() {
        const { book } = await api.query(BOOK, { symbol });
        return { items: book.items, asOfSequence: BigInt(book.asOfSequence) };
      },
      keyOf: levelKey,
      apply(rows, level) {
        if (decimalOf(level.qty) === 0n) rows.delete(levelKey(level));
        else rows.set(levelKey(level), level);
      },
      arrange: (rows) => [...rows].sort(bestFirst),
    },
    deps,
  );
}

const levelKey = (level: Level): string => `${level.side} ${level.px}`;

export function bestFirst(a: Level, b: Level): number {
  if (a.side !== b.side) return a.side === "BUY" ? -1 : 1;
  const difference = decimalOf(a.px) - decimalOf(b.px);
  if (difference === 0n) return 0;
  return difference > 0n === (a.side === "SELL") ? 1 : -1;
}

/** The latest trades, newest first. */
export function createTradeTable({ api, socket }: Services, symbol: string) {
  return new LiveTable<Trade, Trade>(
    {
      isResumable: true,
      subscribe: (after, on) => socket.stream(TRADE_CHANGES, { symbol, after: after ?? null }, on),
      async snapshot() {
        const { trades } = await api.query(TRADES, { symbol });
        const items = trades.items.toReversed();
        return { items, asOfSequence: BigInt(trades.asOfSequence) };
      },
      keyOf: (trade) => trade.matchId,
      sequenceOf: (trade) => BigInt(trade.sequence),
      apply(rows, trade) {
        rows.set(trade.matchId, trade);
        const oldest = rows.keys().next().value;
        if (rows.size > TAPE_ROWS && oldest !== undefined) rows.delete(oldest);
      },
      arrange: (rows) => [...rows].reverse(),
    },
    deps,
  );
}

/** One-minute candles, oldest first. */
export function createCandleTable({ api, socket }: Services, symbol: string) {
  return new LiveTable<Candle, Candle>(
    {
      isResumable: true,
      subscribe: (after, on) => socket.stream(CANDLE_CHANGES, { symbol, after: after ?? null }, on),
      async snapshot() {
        const { candles } = await api.query(CANDLES, { symbol });
        return { items: candles.items, asOfSequence: BigInt(candles.asOfSequence) };
      },
      keyOf: (candle) => candle.startTimeNs,
      apply: (rows, candle) => rows.set(candle.startTimeNs, candle),
      // Nanosecond times in UTC have one length, so as text they sort by time.
      arrange: (rows) => [...rows].sort((a, b) => (a.startTimeNs < b.startTimeNs ? -1 : 1)),
    },
    deps,
  );
}

/** Best bid, best ask and last price of every symbol; changes are all there is, so nothing is asked for. */
export function createQuoteTable({ socket }: Services, symbols: string[]) {
  const heard = new Map<string, Quote>();
  return new LiveTable<Quote, Quote>(
    {
      isResumable: false,
      subscribe: (_after, on) => socket.stream(QUOTE_CHANGES, { symbols }, on),
      snapshot: async (from) => ({ items: [...heard.values()], asOfSequence: from }),
      keyOf: (quote) => quote.symbol,
      apply(rows, quote) {
        // A server that has just started knows no last price until the next trade.
        const lastPx = quote.lastPx ?? heard.get(quote.symbol)?.lastPx ?? null;
        heard.set(quote.symbol, { ...quote, lastPx });
        rows.set(quote.symbol, { ...quote, lastPx });
      },
      arrange: (rows) => [...rows],
    },
    deps,
  );
}

export type BookTable = ReturnType<typeof createBookTable>;
export type TradeTable = ReturnType<typeof createTradeTable>;
export type CandleTable = ReturnType<typeof createCandleTable>;
export type QuoteTable = ReturnType<typeof createQuoteTable>;
