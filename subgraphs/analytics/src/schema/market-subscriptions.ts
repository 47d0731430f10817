import {
  AfterArg,
  type Batch,
  type Context,
  IntervalArg,
  SymbolArg,
  streamBatches,
} from "@hft/graphql-kit";
import type { BookTop } from "@hft/wire";
import { Arg, Directive, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Books } from "../live/books.ts";
import type { DepthFeed } from "../live/depth-feed.ts";
import type { MarketLive } from "../live/market-live.ts";
import { type StateChange, stateStream } from "../live/state-stream.ts";
import type { SystemStatus } from "../live/system-status.ts";
import { type CandleStreamDeps, candleStream } from "./candle-stream.ts";
import { quoteNode, tradeNode } from "./market-nodes.ts";
import {
  BookBatch,
  type BookLevel,
  type Candle,
  CandleBatch,
  type CandleInterval,
  CandleIntervalEnum,
  INTERVAL_S,
  type Quote,
  QuoteBatch,
  type Trade,
  TradeBatch,
} from "./market-types.ts";
import { type KnownMarket, requireList, requireTraded } from "./stream-symbols.ts";
import { type ProcessStatus, SystemStatusBatch } from "./system-types.ts";

const READERS = "@auth(roles: [VIEWER, TRADER, RISK, ADMIN, INTEGRATOR])";
const TRADES = "@streamPolicy(mode: CONFLATE, scope: PUBLIC)";
/** State: of what has the same key a slow reader gets the latest, and of each key something. */
const latestOf = (key: string) =>
  `@streamPolicy(mode: CONFLATE, scope: PUBLIC, key: ${JSON.stringify(key)})`;

export interface SubscriptionDeps extends KnownMarket, CandleStreamDeps {
  live: MarketLive;
  books: Books;
  depth: DepthFeed;
  status: SystemStatus;
}

interface Subscribed<A> {
  args: A;
  context: Context;
}
type Symboled = Subscribed<{ symbol: string; after?: string | null }>;

/** What each stream is made of. */
function sources(deps: () => SubscriptionDeps) {
  const book = async ({ args }: Symboled) => {
    requireTraded(deps(), [args.symbol]);
    await deps().depth.ready();
    return stateStream<BookLevel>(deps().books.sequence(args.symbol), (push) =>
      deps().depth.listenDepth(({ symbol, levels, sequence }) => {
        if (symbol === args.symbol)
          push(
            levels.map((level) => ({ key: `${level.side} ${level.px}`, value: level, sequence })),
          );
      }),
    );
  };
  const quotes = async ({ args }: Subscribed<{ symbols: string[] }>) => {
    requireList(args.symbols);
    requireTraded(deps(), args.symbols);
    const { hub, depth, books, live } = deps();
    await Promise.all([hub.ready(), depth.ready()]);
    const wanted = new Set(args.symbols);
    const changeOf = (top: BookTop): StateChange<Quote> => {
      const value = quoteNode(top, live.lastPx(top.symbol));
      return { key: top.symbol, value, sequence: top.asOfSequence };
    };
    const now = [...wanted].flatMap((symbol) => books.top(symbol) ?? []).map(changeOf);
    const listen = (push: (changes: StateChange<Quote>[]) => void) =>
      depth.listenTop((top) => wanted.has(top.symbol) && push([changeOf(top)]));
    return stateStream(hub.lastSequence, listen, now);
  };
  const trades = ({ args }: Symboled) => {
    requireTraded(deps(), [args.symbol]);
    return streamBatches<Trade>({
      ...{ hub: deps().hub, codec: deps().codec, scope: "trades", after: args.after },
      map: ({ message }) =>
        message?.type === "TradePrint" && message.symbol === args.symbol
          ? tradeNode(message)
          : null,
    });
  };
  const candleUpdates = ({
    args,
  }: Subscribed<{ symbol: string; interval: CandleInterval; after?: string | null }>) => {
    requireTraded(deps(), [args.symbol]);
    const { symbol, interval, after } = args;
    return candleStream(deps(), { symbol, intervalS: INTERVAL_S[interval], after });
  };
  const systemStatusUpdates = () =>
    stateStream<ProcessStatus>(deps().status.round, (push) =>
      deps().status.listen((all, round) =>
        push(all.map((value) => ({ key: value.name, value, sequence: round }))),
      ),
    );
  return { book, quotes, trades, candleUpdates, systemStatusUpdates };
}

/** Depth, quotes and trades. */
export function marketSubscriptions(deps: () => SubscriptionDeps) {
  const { book, quotes, trades } = sources(deps);

  @Resolver()
  class MarketSubscriptions {
    @Subscription(() => BookBatch, {
      subscribe: (s) => book(s as unknown as Symboled),
      description:
        "Changed levels of a book: subscribe, ask `book`, apply what is above its asOfSequence.",
    })
    @Directive(READERS)
    @Directive(latestOf("side px"))
    book(
      @Root() batch: Batch<BookLevel>,
      @SymbolArg() _symbol: string,
      @IntervalArg("public") _intervalMs: number | null,
    ): BookBatch {
      return batch;
    }

    @Subscription(() => QuoteBatch, {
      subscribe: (s) => quotes(s as unknown as Subscribed<{ symbols: string[] }>),
      description: "Best bid and ask of up to 50 symbols.",
    })
    @Directive(READERS)
    @Directive(latestOf("symbol"))
    quotes(
      @Root() batch: Batch<Quote>,
      @Arg("symbols", () => [ID], { description: "1 to 50." }) _symbols: string[],
      @IntervalArg("public") _intervalMs: number | null,
    ): QuoteBatch {
      return batch;
    }

    @Subscription(() => TradeBatch, {
      subscribe: (s) => trades(s as unknown as Symboled),
      description: "Trades of a symbol as they happen; resumes exactly from `after`.",
    })
    @Directive(READERS)
    @Directive(TRADES)
    trades(
      @Root() batch: Batch<Trade>,
      @SymbolArg() _symbol: string,
      @AfterArg("batch") _after: string | null,
      @IntervalArg("public") _intervalMs: number | null,
    ): TradeBatch {
      return batch;
    }
  }
  return new MarketSubscriptions();
}

/** Candles, and the platform itself. */
export function seriesSubscriptions(deps: () => SubscriptionDeps) {
  const { candleUpdates, systemStatusUpdates } = sources(deps);

  @Resolver()
  class SeriesSubscriptions {
    @Subscription(() => CandleBatch, {
      subscribe: (s) => candleUpdates(s as never),
      description: "Candles of a symbol as trades change them.",
    })
    @Directive(READERS)
    @Directive(latestOf("startTimeNs"))
    candleUpdates(
      @Root() batch: Batch<Candle>,
      @SymbolArg() _symbol: string,
      @Arg("interval", () => CandleIntervalEnum, { description: "Length of a candle." })
      _interval: CandleInterval,
      @AfterArg("batch") _after: string | null,
      @IntervalArg("public") _intervalMs: number | null,
    ): CandleBatch {
      return batch;
    }

    @Subscription(() => SystemStatusBatch, {
      subscribe: () => systemStatusUpdates(),
      description: "Health of every process, each second.",
    })
    @Directive(READERS)
    @Directive(latestOf("name"))
    systemStatusUpdates(
      @Root() batch: Batch<ProcessStatus>,
      @IntervalArg("public") _intervalMs: number | null,
    ): SystemStatusBatch {
      return batch;
    }
  }
  return new SeriesSubscriptions();
}
