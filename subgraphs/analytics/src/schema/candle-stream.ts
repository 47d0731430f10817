// Candles as trades change them. One that began before this process is shown with its beginning from the tables.
import { type LiveHub, streamBatches } from "@hft/graphql-kit";
import type { CursorCodec } from "@hft/service-kit";
import type { TradePrint } from "@hft/wire";
import { type CandleRow, joined } from "../live/candles.ts";
import type { MarketHistory } from "../live/market-history.ts";
import type { MarketLive } from "../live/market-live.ts";
import { candleNode } from "./market-nodes.ts";
import type { Candle } from "./market-types.ts";

export interface CandleStreamDeps {
  hub: LiveHub;
  codec: CursorCodec;
  live: MarketLive;
  history: Pick<MarketHistory, "candleAt">;
}

/** Which candles, and from where on. */
export interface CandlesAsked {
  symbol: string;
  intervalS: number;
  after: string | null | undefined;
}

/** The tables are up to a second behind, so more often would show no more. */
const ASK_AGAIN_MS = 1_000;

interface Beginning {
  atMs: number;
  /** Null while it cannot be read: a candle too late is better than a wrong one. */
  row: CandleRow | undefined | null;
}

export function candleStream(deps: CandleStreamDeps, { symbol, intervalS, after }: CandlesAsked) {
  const { live, history, hub, codec } = deps;
  const beginnings = new Map<bigint, Beginning>();
  const heardOf = ({ transactTimeNs }: TradePrint) =>
    live.candleAt(symbol, intervalS, transactTimeNs);

  async function look({ startTimeNs }: CandleRow): Promise<void> {
    const known = beginnings.get(startTimeNs);
    if (known && performance.now() - known.atMs < ASK_AGAIN_MS) return;
    const asked = history.candleAt(symbol, intervalS, startTimeNs);
    const row = await asked.catch(() => known?.row ?? null);
    beginnings.set(startTimeNs, { atMs: performance.now(), row });
  }

  function shown(print: TradePrint): Candle | null {
    const heard = heardOf(print);
    if (!heard || live.isWhole(heard)) return heard ? candleNode(heard) : null;
    const row = beginnings.get(heard.startTimeNs)?.row;
    return row === null ? null : candleNode(joined(row, heard));
  }

  const printOf = (message: unknown): TradePrint | null => {
    const print = message as TradePrint | null;
    return print?.type === "TradePrint" && print.symbol === symbol ? print : null;
  };
  return streamBatches<Candle>({
    ...{ hub, codec, after, scope: "candleUpdates" },
    async prepare(events) {
      for (const { message } of events) {
        const print = printOf(message);
        const heard = print && heardOf(print);
        if (heard && !live.isWhole(heard)) await look(heard);
      }
    },
    map: ({ message }) => {
      const print = printOf(message);
      return print && shown(print);
    },
  });
}
