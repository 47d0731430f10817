import {
  type Context,
  type Engine,
  FirstArg,
  type LiveHub,
  SymbolArg,
  settled,
} from "@hft/graphql-kit";
import { type CursorCodec, DateTimeNsScalar, toGraphQLError } from "@hft/service-kit";
import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from "type-graphql";
import { upsertInstrument } from "../commands/upsert-instrument.ts";
import type { Books } from "../live/books.ts";
import type { DepthFeed } from "../live/depth-feed.ts";
import type { HopHistograms } from "../live/hop-latency.ts";
import type { MarketHistory } from "../live/market-history.ts";
import type { MarketLive } from "../live/market-live.ts";
import type { SystemStatus } from "../live/system-status.ts";
import { candleNode, instrumentNode, tradeNode } from "./market-nodes.ts";
import {
  Book,
  type CandleInterval,
  CandleIntervalEnum,
  Candles,
  INTERVAL_S,
  Instrument,
  InstrumentInput,
  Trades,
} from "./market-types.ts";
import { HopLatency, InstrumentPayload, ProcessStatus } from "./system-types.ts";

const READERS = "@auth(roles: [VIEWER, TRADER, RISK, ADMIN, INTEGRATOR], scope: PUBLIC)";
const RISK = "@auth(roles: [RISK, ADMIN])";
const DEPTH_MAX = 500;
const CANDLES_MAX = 1_500;
const END_OF_TIME = 9_000_000_000_000_000_000n;

export interface MarketDeps {
  hub: LiveHub;
  live: MarketLive;
  books: Books;
  depth: Pick<DepthFeed, "ready">;
  history: MarketHistory;
  hops: HopHistograms;
  status: SystemStatus;
  engine: Engine;
  codec: CursorCodec;
}

function bounded(name: string, value: number | null, otherwise: number, max: number): number {
  const given = value ?? otherwise;
  if (given < 1 || given > max)
    throw toGraphQLError("VALIDATION_FAILED", `${name} must be 1 to ${max}, was ${given}`);
  return given;
}

@Resolver()
export class MarketResolvers {
  readonly #deps: MarketDeps;
  constructor(deps: MarketDeps) {
    this.#deps = deps;
  }

  @Query(() => Instrument, {
    nullable: true,
    description: "One instrument; null where it is not traded here.",
  })
  @Directive(READERS)
  async instrument(@SymbolArg() symbol: string): Promise<Instrument | null> {
    await this.#deps.hub.ready();
    const found = this.#deps.live.instrument(symbol);
    return found ? instrumentNode(found, this.#deps.live.lastPx(symbol)) : null;
  }

  @Query(() => [Instrument], { description: "Every instrument, by symbol." })
  @Directive(READERS)
  async instruments(): Promise<Instrument[]> {
    await this.#deps.hub.ready();
    return this.#deps.live
      .instruments()
      .map((i) => instrumentNode(i, this.#deps.live.lastPx(i.symbol)));
  }

  @Query(() => Book, { description: "The book of a symbol; empty where nothing rests." })
  @Directive(READERS)
  async book(
    @SymbolArg() symbol: string,
    @Arg("depth", () => Int, {
      nullable: true,
      description: "Levels a side, 1 to 500; 50 where left out.",
    })
    depth: number | null,
    @Ctx() context: Context,
  ): Promise<Book> {
    const { hub, books, depth: depthFeed } = this.#deps;
    await Promise.all([settled(hub, context), depthFeed.ready()]);
    return {
      symbol,
      items: books.levels(symbol, bounded("depth", depth, 50, DEPTH_MAX)),
      asOfSequence: books.sequence(symbol),
    };
  }

  @Query(() => Trades, { description: "Latest trades of a symbol." })
  @Directive(READERS)
  async trades(
    @SymbolArg() symbol: string,
    @FirstArg()
    first: number | null,
    @Ctx() context: Context,
  ): Promise<Trades> {
    const { hub, history } = this.#deps;
    await settled(hub, context);
    const asOfSequence = hub.lastSequence;
    const rows = await history.trades(symbol, bounded("first", first, 50, 500));
    return { items: rows.map(tradeNode), asOfSequence };
  }

  @Query(() => Candles, { description: "Candles of a symbol; shipped history is marked REPLAY." })
  @Directive(READERS)
  async candles(
    @SymbolArg() symbol: string,
    @Arg("interval", () => CandleIntervalEnum, { description: "Length of a candle." })
    interval: CandleInterval,
    @Arg("first", () => Int, {
      nullable: true,
      description: "Candles, 1 to 1,500; 500 where left out.",
    })
    first: number | null,
    @Arg("before", () => DateTimeNsScalar, {
      nullable: true,
      description: "Only candles that begin before it.",
    })
    before: bigint | null,
    @Ctx() context: Context,
  ): Promise<Candles> {
    const { hub, history, codec } = this.#deps;
    await settled(hub, context);
    const asOfSequence = hub.lastSequence;
    const rows = await history.candles(
      symbol,
      INTERVAL_S[interval],
      before ?? END_OF_TIME,
      bounded("first", first, 500, CANDLES_MAX),
    );
    const cursor = codec.encode({
      sessionId: hub.sessionId,
      sequence: asOfSequence,
      scope: "candleUpdates",
    });
    return { items: rows.map(candleNode), asOfSequence, cursor };
  }

  @Query(() => [HopLatency], {
    description: "Latency of each hop inside the engine since this process started.",
  })
  @Directive(READERS)
  latency(): HopLatency[] {
    return this.#deps.hops.report();
  }

  @Query(() => [ProcessStatus], {
    description: "Health of every process and service, asked each second.",
  })
  @Directive(READERS)
  systemStatus(): ProcessStatus[] {
    return this.#deps.status.current();
  }

  @Mutation(() => InstrumentPayload, {
    description: "Adds or changes an instrument; the same content again changes nothing.",
  })
  @Directive(RISK)
  async upsertInstrument(
    @Arg("input", () => InstrumentInput, { description: "The instrument." }) input: InstrumentInput,
    @Ctx() context: Context,
  ) {
    return upsertInstrument(this.#deps.engine, this.#deps.live, context.principal, input);
  }
}
