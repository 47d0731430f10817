// analytics.instruments, analytics.trades, analytics.candles.
import { numbers } from "@hft/engine-client";
import type { InstrumentChanged, TradePrint } from "@hft/wire";
import type { Pool, PoolClient } from "pg";
import type { CandleRow } from "../live/candles.ts";

export async function upsertInstruments(
  tx: PoolClient,
  sessionId: string,
  instruments: readonly InstrumentChanged[],
): Promise<void> {
  for (const i of instruments) {
    await tx.query(
      `INSERT INTO analytics.instruments VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (symbol) DO UPDATE SET session_id = $2, sequence = $3, tick_px = $4, lot_qty = $5, min_qty = $6,
         max_qty = $7, collar_bps = $8, is_shortable = $9, calendar = $10, currency = $11, venue = $12`,
      [
        i.symbol,
        sessionId,
        i.sequence,
        i.tickPx,
        i.lotQty,
        i.minQty,
        i.maxQty,
        i.collarBps,
        i.isShortable,
        i.calendar,
        i.currency,
        i.venue,
      ],
    );
  }
}

export async function insertTrades(
  tx: PoolClient,
  sessionId: string,
  prints: readonly TradePrint[],
): Promise<void> {
  const column = <T>(pick: (p: TradePrint) => T): T[] => prints.map(pick);
  await tx.query(
    `INSERT INTO analytics.trades (session_id, sequence, symbol, match_id, last_px, last_qty, aggressor_side, transact_time_ns)
     SELECT $1::uuid, t.* FROM unnest($2::bigint[], $3::text[], $4::numeric[], $5::bigint[], $6::bigint[], $7::text[], $8::bigint[]) AS t
     ON CONFLICT DO NOTHING`,
    [
      sessionId,
      numbers(column((p) => p.sequence)),
      column((p) => p.symbol),
      numbers(column((p) => p.matchId)),
      numbers(column((p) => p.lastPx)),
      numbers(column((p) => p.lastQty)),
      column((p) => p.aggressorSide),
      numbers(column((p) => p.transactTimeNs)),
    ],
  );
}

const CANDLE_COLUMNS =
  "(symbol, interval_s, start_time_ns, open_px, high_px, low_px, close_px, volume, trade_count, source)";
const CANDLE_ROWS = `SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
  $7::bigint[], $8::bigint[], $9::int[], $10::text[])`;

function candleColumns(candles: readonly CandleRow[]): unknown[] {
  const column = <T>(pick: (c: CandleRow) => T): T[] => candles.map(pick);
  return [
    ...[
      column((c) => c.symbol),
      numbers(column((c) => c.intervalS)),
      numbers(column((c) => c.startTimeNs)),
      numbers(column((c) => c.openPx)),
    ],
    ...[
      numbers(column((c) => c.highPx)),
      numbers(column((c) => c.lowPx)),
      numbers(column((c) => c.closePx)),
      numbers(column((c) => c.volume)),
    ],
    ...[numbers(column((c) => c.tradeCount)), column((c) => c.source)],
  ];
}

/** Adds candles of fresh trades to those that stand: the first open stays, the last close counts. */
export async function mergeCandles(tx: PoolClient, candles: readonly CandleRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO analytics.candles AS k ${CANDLE_COLUMNS} ${CANDLE_ROWS}
     ON CONFLICT (symbol, interval_s, start_time_ns) DO UPDATE SET high_px = GREATEST(k.high_px, EXCLUDED.high_px),
       low_px = LEAST(k.low_px, EXCLUDED.low_px), close_px = EXCLUDED.close_px, volume = k.volume + EXCLUDED.volume,
       trade_count = k.trade_count + EXCLUDED.trade_count, source = EXCLUDED.source`,
    candleColumns(candles),
  );
}

/** Adds candles where none stands. */
export async function insertCandles(pool: Pool, candles: readonly CandleRow[]): Promise<void> {
  await pool.query(
    `INSERT INTO analytics.candles ${CANDLE_COLUMNS} ${CANDLE_ROWS} ON CONFLICT DO NOTHING`,
    candleColumns(candles),
  );
}

/** Whether a symbol has shipped candles of this length. */
export async function hasCandles(pool: Pool, symbol: string, intervalS: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    "SELECT 1 FROM analytics.candles WHERE symbol = $1 AND interval_s = $2 AND source = 'REPLAY' LIMIT 1",
    [symbol, intervalS],
  );
  return (rowCount ?? 0) > 0;
}

/** Where each symbol was traded last, by its minutes. */
export async function findLastPrices(pool: Pool): Promise<Map<string, bigint>> {
  const { rows } = await pool.query<{ symbol: string; close_px: string }>(
    `SELECT DISTINCT ON (symbol) symbol, close_px FROM analytics.candles
     WHERE interval_s = 60 AND source = 'LIVE' ORDER BY symbol, start_time_ns DESC`,
  );
  return new Map(rows.map((row) => [row.symbol, BigInt(row.close_px)]));
}

interface StoredCandle {
  start_time_ns: string;
  open_px: string;
  high_px: string;
  low_px: string;
  close_px: string;
  volume: string;
  trade_count: number;
  source: "LIVE" | "REPLAY";
}

/** The newest `limit` candles that begin before a time, oldest first. */
export async function findCandles(
  pool: Pool,
  symbol: string,
  intervalS: number,
  beforeNs: bigint,
  limit: number,
): Promise<CandleRow[]> {
  const { rows } = await pool.query<StoredCandle>(
    `SELECT start_time_ns, open_px, high_px, low_px, close_px, volume, trade_count, source FROM analytics.candles
     WHERE symbol = $1 AND interval_s = $2 AND start_time_ns < $3 ORDER BY start_time_ns DESC LIMIT $4`,
    [symbol, intervalS, beforeNs, limit],
  );
  return rows.reverse().map((row) => ({
    ...{ symbol, intervalS, tradeCount: row.trade_count, source: row.source },
    startTimeNs: BigInt(row.start_time_ns),
    openPx: BigInt(row.open_px),
    highPx: BigInt(row.high_px),
    lowPx: BigInt(row.low_px),
    closePx: BigInt(row.close_px),
    volume: BigInt(row.volume),
  }));
}

/** Newest first. */
export async function findTrades(
  pool: Pool,
  sessionId: string,
  symbol: string,
  limit: number,
): Promise<TradePrint[]> {
  const { rows } = await pool.query(
    `SELECT sequence, match_id, last_px, last_qty, aggressor_side, transact_time_ns FROM analytics.trades
     WHERE session_id = $1 AND symbol = $2 ORDER BY transact_time_ns DESC, sequence DESC LIMIT $3`,
    [sessionId, symbol, limit],
  );
  return rows.map((row) => ({
    ...{
      type: "TradePrint",
      symbol,
      commandSequence: 0n,
      ingressTimeNs: 0n,
      aggressorSide: row.aggressor_side,
    },
    sequence: BigInt(row.sequence),
    matchId: BigInt(row.match_id),
    lastPx: BigInt(row.last_px),
    lastQty: BigInt(row.last_qty),
    transactTimeNs: BigInt(row.transact_time_ns),
  }));
}
