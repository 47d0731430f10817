// All symbols together: clear what an earlier life left, then step each symbol in turn, within the command budget.
import { readBars } from "@hft/bars";
import { larger, smaller } from "@hft/domain";
import {
  type CommandClient,
  type EngineEvent,
  EngineTimeout,
  type ReplayClient,
  SnapshotKind,
} from "@hft/engine-client";
import type { BookDelta } from "@hft/wire";
import { createBudget } from "./budget.ts";
import { createPricePath } from "./price-path.ts";
import { QUOTER, SymbolFlow, TAKER } from "./symbol-flow.ts";

const TICK = 1_000_000n;
const STEP_MS = 100;
const NOBODY = { principal: "market", roles: 0, accounts: [] };

export interface MarketFlowDeps {
  engine: CommandClient;
  replay: ReplayClient;
  random: () => number;
  /** Those of the bars that are traded here. */
  symbols: readonly string[];
  commandsPerSecond: number;
  barMs: number;
  nowMs: () => number;
  onError: (error: unknown) => void;
}

export interface MarketFlow {
  start(): Promise<void>;
  stop(): void;
  /** Events of the feed: quotes that were filled are no longer there. */
  onEvents(events: readonly EngineEvent[]): void;
  readonly isRunning: boolean;
}

export function createMarketFlow(deps: MarketFlowDeps): MarketFlow {
  const { engine, replay, random, nowMs } = deps;
  const flows = new Map<string, SymbolFlow>();
  const life = nowMs().toString(36);
  let count = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStepping = false;

  async function begin(): Promise<void> {
    const mids = await bookMids(replay);
    for (const accountId of [QUOTER, TAKER]) {
      await engine.request(
        { type: "MassCancel", accountId, symbol: "", side: "BUY", isAnySide: true },
        NOBODY,
      );
    }
    const maySend = createBudget(deps.commandsPerSecond, nowMs);
    for (const symbol of deps.symbols) {
      const bars = readBars(symbol, "minute");
      const startPx = mids.get(symbol) ?? (bars.at(-1)?.closePx as bigint);
      const firstBar = Math.floor(random() * bars.length);
      const path = createPricePath({
        bars,
        startPx,
        startMs: nowMs(),
        barMs: deps.barMs,
        tickPx: TICK,
        firstBar,
      });
      const nextId = () => {
        count += 1;
        return `${life}-${count}`;
      };
      flows.set(
        symbol,
        new SymbolFlow({ symbol, tickPx: TICK, path, engine, random, nextId, maySend }),
      );
    }
  }

  async function step(): Promise<void> {
    if (isStepping) return;
    isStepping = true;
    try {
      // Another symbol goes first each time, or the last would starve while the budget is short.
      const order = [...flows.values()].sort(() => random() - 0.5);
      for (const flow of order) await flow.step(nowMs());
    } catch (error) {
      // The engine is away. Quotes that rest stay known; one whose reply was lost is cleared at the next start.
      if (!(error instanceof EngineTimeout)) throw error;
      deps.onError(error);
    } finally {
      isStepping = false;
    }
  }

  return {
    get isRunning() {
      return flows.size > 0 && engine.isReady;
    },
    async start() {
      await begin();
      timer = setInterval(() => void step().catch(deps.onError), STEP_MS);
    },
    stop: () => clearInterval(timer),
    onEvents(events) {
      for (const { message } of events) {
        if (message?.type === "Fill" && message.leavesQty === 0n)
          flows.get(message.symbol)?.ladder.remove(message.clientOrderId);
        if (message?.type === "OrderCanceled" || message?.type === "OrderExpired")
          flows.get(message.symbol)?.ladder.remove(message.clientOrderId);
      }
    },
  };
}

/** The middle of each book as it stands, so that a restart goes on where the market was. */
async function bookMids(replay: ReplayClient): Promise<Map<string, bigint>> {
  const { messages } = await replay.snapshot(SnapshotKind.BOOK);
  const mids = new Map<string, bigint>();
  for (const book of messages.filter((m): m is BookDelta => m.type === "BookDelta")) {
    const bids = book.levels.filter((l) => l.side === "BUY").map((l) => l.px);
    const asks = book.levels.filter((l) => l.side === "SELL").map((l) => l.px);
    if (bids.length === 0 || asks.length === 0) continue;
    const best = bids.reduce(larger) + asks.reduce(smaller);
    mids.set(book.symbol, (best / 2n / TICK) * TICK);
  }
  return mids;
}
