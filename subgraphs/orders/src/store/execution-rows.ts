// public.executions: one row per fill.
import { parseDecimal } from "@hft/domain";
import { decimals, numbers } from "@hft/engine-client";
import type { Fill, Liquidity, Side } from "@hft/wire";
import type { Pool, PoolClient } from "pg";
import type { Execution } from "../schema/order-types.ts";

interface ExecutionRow {
  session_id: string;
  sequence: string;
  order_id: string;
  account_id: string;
  symbol: string;
  side: string;
  fill_price: string;
  fill_qty: string;
  liquidity: string;
  match_id: string;
  transact_time_ns: string;
}

const COLUMNS = `session_id, sequence, order_id, account_id, symbol, side, fill_price::text, fill_qty::text, liquidity,
  match_id, transact_time_ns`;

function executionOf(row: ExecutionRow): Execution {
  return {
    id: `${row.session_id}:${row.sequence}`,
    matchId: row.match_id,
    orderId: row.order_id,
    accountId: row.account_id,
    symbol: row.symbol,
    side: row.side as Side,
    lastQty: parseDecimal(row.fill_qty),
    lastPx: parseDecimal(row.fill_price),
    liquidity: row.liquidity as Liquidity,
    transactTimeNs: BigInt(row.transact_time_ns),
    sequence: BigInt(row.sequence),
  };
}

export interface ExecutionSearch {
  accounts: readonly string[];
  symbol?: string | null;
  orderIds?: readonly string[] | null;
  beforeSequence?: bigint | null;
  limit: number;
}

/** One page of each account's end of the index, and of these pages one, as in `findOrders`. */
const FIND = `SELECT ${COLUMNS} FROM (SELECT DISTINCT unnest($2::text[])) AS account (id), LATERAL (
    SELECT * FROM public.executions
    WHERE session_id = $1 AND account_id = account.id AND ($3::text IS NULL OR symbol = $3)
      AND ($4::bigint IS NULL OR sequence < $4)
    ORDER BY sequence DESC LIMIT $5) AS page
  ORDER BY sequence DESC LIMIT $5`;

/** Few: read by the orders' index, not looked for among all fills of the account. */
const FIND_OF_ORDERS = `WITH own AS MATERIALIZED (
    SELECT * FROM public.executions WHERE session_id = $1 AND order_id = ANY($6::text[]))
  SELECT ${COLUMNS} FROM own
  WHERE account_id = ANY($2::text[]) AND ($3::text IS NULL OR symbol = $3) AND ($4::bigint IS NULL OR sequence < $4)
  ORDER BY sequence DESC LIMIT $5`;

/** Newest first. */
export async function findExecutions(
  pool: Pool,
  sessionId: string,
  search: ExecutionSearch,
): Promise<Execution[]> {
  const { accounts, symbol = null, beforeSequence = null, limit, orderIds } = search;
  const values = [sessionId, accounts, symbol, beforeSequence, limit];
  const { rows } = orderIds
    ? await pool.query<ExecutionRow>(FIND_OF_ORDERS, [...values, orderIds])
    : await pool.query<ExecutionRow>(FIND, values);
  return rows.map(executionOf);
}

export async function executionsBySequence(
  pool: Pool,
  sessionId: string,
  sequences: readonly bigint[],
): Promise<Execution[]> {
  const { rows } = await pool.query<ExecutionRow>(
    `SELECT ${COLUMNS} FROM public.executions WHERE session_id = $1 AND sequence = ANY($2)`,
    [sessionId, sequences],
  );
  return rows.map(executionOf);
}

/** `timestamp` keeps microseconds only; transact_time_ns is the exact time. */
export async function insertExecutions(
  tx: PoolClient,
  sessionId: string,
  fills: readonly Fill[],
): Promise<void> {
  if (fills.length === 0) return;
  const column = <T>(pick: (fill: Fill) => T): T[] => fills.map(pick);
  await tx.query(
    `INSERT INTO public.executions (session_id, sequence, order_id, client_order_id, account_id, symbol, side, fill_price,
       fill_qty, liquidity, match_id, transact_time_ns, timestamp)
     SELECT $1::uuid, f.*, 'epoch'::timestamp + (f.ns / 1000) * interval '1 microsecond'
     FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::numeric[], $9::numeric[],
       $10::text[], $11::text[], $12::bigint[]) AS f(seq, oid, cid, account, symbol, side, px, qty, liquidity, match, ns)
     ON CONFLICT DO NOTHING`,
    [
      sessionId,
      numbers(column((f) => f.sequence)),
      numbers(column((f) => f.orderId)),
      column((f) => f.clientOrderId),
      column((f) => f.accountId),
      column((f) => f.symbol),
      column((f) => f.side),
      decimals(column((f) => f.lastPx)),
      decimals(column((f) => f.lastQty)),
      column((f) => f.liquidity),
      numbers(column((f) => f.matchId)),
      numbers(column((f) => f.transactTimeNs)),
    ],
  );
}
