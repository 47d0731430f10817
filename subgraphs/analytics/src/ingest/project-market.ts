// Topics hft.market.v1 (key symbol: prints) and hft.system.v1 (instruments) → trades, candles, instruments.
import { type EngineEvent, together } from "@hft/engine-client";
import type { InstrumentChanged, TradePrint } from "@hft/wire";
import type { PoolClient } from "pg";
import { foldTrades } from "../live/candles.ts";
import { insertTrades, mergeCandles, upsertInstruments } from "../store/market-rows.ts";

/** Stores fresh events of one partition inside the projection's transaction. */
export async function projectMarket(tx: PoolClient, events: readonly EngineEvent[]): Promise<void> {
  for (const [sessionId, ofSession] of Map.groupBy(events, (event) => event.sessionId)) {
    const messages = ofSession.map((event) => event.message);
    const prints = messages.filter((m): m is TradePrint => m?.type === "TradePrint");
    await upsertInstruments(
      tx,
      sessionId,
      messages.filter((m): m is InstrumentChanged => m?.type === "InstrumentChanged"),
    );
    if (prints.length === 0) continue;
    await together([insertTrades(tx, sessionId, prints), mergeCandles(tx, foldTrades(prints))]);
  }
}
