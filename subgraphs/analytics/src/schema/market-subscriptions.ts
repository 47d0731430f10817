import {
  AfterArg,
  type Batch,
  type Context,
  IntervalArg,
  type LiveHub,
  SymbolArg,
  streamBatches,
} from "@hft/graphql-kit";
import type { CursorCodec } from "@hft/service-kit";
import { Arg, Directive, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Books } from "../live/books.ts";
import type { DepthFeed } from "../live/depth-feed.ts";
import type { MarketLive } from "../live/market-live.ts";
import { stateStream } from "../live/state-stream.ts";
import type { SystemStatus } from "../live/system-status.ts";
import { candleNode, quoteNode, tradeNode } from "./market-nodes.ts";
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
const PUBLIC = "@streamPolicy(mode: CONFLATE, scope: PUBLIC)";

export interface SubscriptionDeps extends KnownMarket {
  hub: LiveHub;
  live: MarketLive;
  books: Books;
  depth: DepthFeed;
  status: SystemStatus;
  codec: CursorCodec;
}

interface Subscribed<A> {
  args: A;
  context: Context;
}
type Symboled = Subscribed<{ symbol: string; after?: string | null }>;

/** What each stream is made of. */
function sources(deps: () => SubscriptionDeps) {
  const book = ({ args }: Symboled) => {
    requireTraded(deps(), [args.symbol]);
    return stateStream<BookLevel>(deps().books.sequence(args.symbol), (push) =>
      deps().depth.listenDepth(({ symbol, levels, sequence }) => {
        if (symbol === args.symbol)
          push(
            levels.map((level) => ({ key: `${level.side} ${level.px}`, value: level, sequence })),
          );
      }),
    );
  };
  const quotes = ({ args }: Subscribed<{ symbols: string[] }>) => {
    requireList(args.symbols);
    requireTraded(deps(), args.symbols);
    const wanted = new Set(args.symbols);
    return stateStream<Quote>(deps().hub.lastSequence, (push) =>
      deps().depth.listenTop((top) => {
        if (wanted.has(top.symbol))
          push([
            {
              key: top.symbol,
              value: quoteNode(top, deps().live.lastPx(top.symbol)),
              sequence: top.asOfSequence,
            },
          ]);
      }),
    );
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
    return streamBatches<Candle>({
      ...{ hub: deps().hub, codec: deps().codec, scope: "candleUpdates", after: args.after },
      map: ({ message }) => {
        if (message?.type !== "TradePrint" || message.symbol !== args.symbol) return null;
        const candle = deps().live.candleAt(
          message.symbol,
          INTERVAL_S[args.interval],
          message.transactTimeNs,
        );
        return candle ? candleNode(candle) : null;
      },
    });
  };
  const systemStatusUpdates = () =>
    stateStream<ProcessStatus>(0n, (push) =>
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
    @Directive(PUBLIC)
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
    @Directive(PUBLIC)
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
    @Directive(PUBLIC)
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
    @Directive(PUBLIC)
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
    @Directive(PUBLIC)
    systemStatusUpdates(
      @Root() batch: Batch<ProcessStatus>,
      @IntervalArg("public") _intervalMs: number | null,
    ): SystemStatusBatch {
      return batch;
    }
  }
  return new SeriesSubscriptions();
}
