// What the analytics subgraph owns: Instrument, and the public market: book, quotes, trades, candles.
import { namesOf, SideEnum, StreamBatch } from "@hft/graphql-kit";
import { CursorScalar, DateTimeNsScalar, DecimalScalar, SequenceScalar } from "@hft/service-kit";
import type { Side } from "@hft/wire";
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";

@ObjectType({ description: "A tradable instrument and its rules." })
@Directive('@key(fields: "symbol")')
export class Instrument {
  @Field(() => ID, { description: "FIX Symbol (55)." })
  symbol!: string;
  @Field(() => DecimalScalar, { description: "Prices are multiples of it." })
  tickPx!: bigint;
  @Field(() => DecimalScalar, { description: "Quantities are multiples of it." })
  lotQty!: bigint;
  @Field(() => DecimalScalar, { description: "Smallest order." })
  minQty!: bigint;
  @Field(() => DecimalScalar, { description: "Largest order." })
  maxQty!: bigint;
  @Field(() => Int, {
    description:
      "A MARKET order trades at most this far from the best opposite price, in 1/10,000.",
  })
  collarBps!: number;
  @Field(() => Boolean, { description: "Whether accounts that may short may short it." })
  isShortable!: boolean;
  @Field(() => String, { description: "ALWAYS or XNYS." })
  calendar!: string;
  @Field(() => String, { description: "ISO 4217; FIX Currency (15)." })
  currency!: string;
  @Field(() => String, { description: "`internal`, or the broker that executes." })
  venue!: string;
  @Field(() => DecimalScalar, { nullable: true, description: "Last trade, null before the first." })
  lastPx!: bigint | null;
}

@ObjectType({ description: "A price level; quantity 0 in a change means that it is gone." })
export class BookLevel {
  @Field(() => SideEnum, { description: "BUY = bid, SELL = ask." })
  side!: Side;
  @Field(() => DecimalScalar, { description: "Price of the level." })
  px!: bigint;
  @Field(() => DecimalScalar, { description: "Sum of the open quantities at it." })
  qty!: bigint;
  @Field(() => Int, { description: "Orders at it." })
  orderCount!: number;
}

@ObjectType({ description: "The book of a symbol at one place." })
export class Book {
  @Field(() => ID, { description: "FIX Symbol (55)." })
  symbol!: string;
  @Field(() => [BookLevel], { description: "Best first, bids then asks, at most `depth` a side." })
  items!: BookLevel[];
  @Field(() => SequenceScalar, {
    description: "Book sequence: apply changes of the stream `book` that are above it.",
  })
  asOfSequence!: bigint;
}

@ObjectType({ description: "Changed levels of a book. `sequence` counts the book's own changes." })
export class BookBatch extends StreamBatch {
  @Field(() => [BookLevel], { description: "Levels as they are now; empty in the first payload." })
  events!: BookLevel[];
}

@ObjectType({ description: "Best bid and ask." })
export class Quote {
  @Field(() => ID, { description: "FIX Symbol (55)." })
  symbol!: string;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Best bid; null when the side is empty.",
  })
  bidPx!: bigint | null;
  @Field(() => DecimalScalar, { description: "Quantity at it." })
  bidQty!: bigint;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Best ask; null when the side is empty.",
  })
  askPx!: bigint | null;
  @Field(() => DecimalScalar, { description: "Quantity at it." })
  askQty!: bigint;
  @Field(() => DecimalScalar, { nullable: true, description: "Last trade." })
  lastPx!: bigint | null;
}

@ObjectType({ description: "Changed quotes, the latest of each symbol." })
export class QuoteBatch extends StreamBatch {
  @Field(() => [Quote], { description: "Empty in the first payload." })
  events!: Quote[];
}

@ObjectType({ description: "A trade, without names." })
export class Trade {
  @Field(() => ID, { description: "FIX TrdMatchID (880)." })
  matchId!: string;
  @Field(() => String, { description: "FIX Symbol (55)." })
  symbol!: string;
  @Field(() => DecimalScalar, { description: "FIX LastPx (31)." })
  lastPx!: bigint;
  @Field(() => DecimalScalar, { description: "FIX LastQty (32)." })
  lastQty!: bigint;
  @Field(() => SideEnum, {
    description: "Side of the order that met the book; FIX AggressorSide (2446).",
  })
  aggressorSide!: Side;
  @Field(() => DateTimeNsScalar, { description: "FIX TransactTime (60)." })
  transactTimeNs!: bigint;
  @Field(() => SequenceScalar, { description: "Engine sequence." })
  sequence!: bigint;
}

@ObjectType({ description: "Trades of a symbol as they happen." })
export class TradeBatch extends StreamBatch {
  @Field(() => [Trade], { description: "Empty in the first payload." })
  events!: Trade[];
}

@ObjectType({ description: "Latest trades and the place in the stream." })
export class Trades {
  @Field(() => [Trade], { description: "Newest first." })
  items!: Trade[];
  @Field(() => SequenceScalar, { description: "Apply trades of the stream that are above it." })
  asOfSequence!: bigint;
}

export const INTERVAL_S = {
  ONE_SECOND: 1,
  ONE_MINUTE: 60,
  FIVE_MINUTES: 300,
  ONE_HOUR: 3_600,
} as const;
export type CandleInterval = keyof typeof INTERVAL_S;
export const CandleIntervalEnum = namesOf(INTERVAL_S);
registerEnumType(CandleIntervalEnum, {
  name: "CandleInterval",
  description: "Length of a candle.",
});

export const CandleSourceEnum = { LIVE: "LIVE", REPLAY: "REPLAY" } as const;
export type CandleSource = keyof typeof CandleSourceEnum;
registerEnumType(CandleSourceEnum, {
  name: "CandleSource",
  description: "LIVE is made of trades here, REPLAY of shipped bars moved in time.",
});

@ObjectType({ description: "Open, high, low, close and volume of one interval." })
export class Candle {
  @Field(() => DateTimeNsScalar, { description: "First nanosecond of the interval." })
  startTimeNs!: bigint;
  @Field(() => DecimalScalar, { description: "First trade." })
  openPx!: bigint;
  @Field(() => DecimalScalar, { description: "Highest trade." })
  highPx!: bigint;
  @Field(() => DecimalScalar, { description: "Lowest trade." })
  lowPx!: bigint;
  @Field(() => DecimalScalar, { description: "Last trade." })
  closePx!: bigint;
  @Field(() => DecimalScalar, { description: "Quantity traded." })
  volume!: bigint;
  @Field(() => Int, { description: "Number of trades; 0 for shipped bars." })
  tradeCount!: number;
  @Field(() => CandleSourceEnum, { description: "LIVE or REPLAY." })
  source!: CandleSource;
}

@ObjectType({ description: "Changed candles of a symbol." })
export class CandleBatch extends StreamBatch {
  @Field(() => [Candle], {
    description: "Each replaces the one with the same start; empty in the first payload.",
  })
  events!: Candle[];
}

@ObjectType({ description: "Candles and the place in the stream." })
export class Candles {
  @Field(() => [Candle], { description: "Oldest first." })
  items!: Candle[];
  @Field(() => SequenceScalar, { description: "Apply changes of the stream that are above it." })
  asOfSequence!: bigint;
  @Field(() => CursorScalar, {
    description: "`after` of `candleUpdates` that begins behind this snapshot.",
  })
  cursor!: string;
}

@InputType({ description: "An instrument to add or change." })
export class InstrumentInput {
  @Field(() => ID, { description: "1 to 16 of A-Z 0-9 . / -" })
  symbol!: string;
  @Field(() => DecimalScalar, { description: "tickPx × lotQty must be a whole 1e-8." })
  tickPx!: bigint;
  @Field(() => DecimalScalar, { description: "Quantities are multiples of it." })
  lotQty!: bigint;
  @Field(() => DecimalScalar, { description: "Smallest order." })
  minQty!: bigint;
  @Field(() => DecimalScalar, { description: "Largest order." })
  maxQty!: bigint;
  @Field(() => Int, { nullable: true, description: "500 where left out." })
  collarBps?: number | null;
  @Field(() => Boolean, { nullable: true, description: "False where left out." })
  isShortable?: boolean | null;
  @Field(() => String, { nullable: true, description: "ALWAYS where left out." })
  calendar?: string | null;
  @Field(() => String, { nullable: true, description: "USD where left out." })
  currency?: string | null;
  @Field(() => String, { nullable: true, description: "internal where left out." })
  venue?: string | null;
}
