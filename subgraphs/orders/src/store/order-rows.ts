// public.orders: reading and folding rows. The row type lives here only.
import { averagePx, type Order, parseDecimal } from "@hft/domain";
import { decimals, numbers } from "@hft/engine-client";
import type { OrdStatus, OrdType, RejectReason, Side, TimeInForce } from "@hft/wire";
import type { Pool, PoolClient } from "pg";

interface OrderRow {
  order_id: string;
  client_order_id: string;
  account_id: string;
  symbol: string;
  side: string;
  order_type: string;
  time_in_force: string | null;
  quantity: string;
  price: string | null;
  filled_qty: string;
  remaining_qty: string;
  cum_cost: string;
  status: string;
  reject_reason: string | null;
  text: string | null;
  ingress_time_ns: string;
  transact_time_ns: string;
  sequence: string;
}

const COLUMNS = `order_id, client_order_id, account_id, symbol, side, order_type, time_in_force, quantity::text,
  price::text, filled_qty::text, remaining_qty::text, cum_cost, status, reject_reason, ingress_time_ns, transact_time_ns,
  sequence, text`;

/** NUMERIC text may carry trailing zeros beyond 8 digits; the value never does. */
const scaled = (text: string | null): bigint =>
  text === null ? 0n : parseDecimal(text.replace(/(\.\d{8})0+$/, "$1"));

function orderOf(row: OrderRow): Order {
  return {
    orderId: BigInt(row.order_id),
    clientOrderId: row.client_order_id,
    accountId: row.account_id,
    symbol: row.symbol,
    side: row.side as Side,
    ordType: row.order_type as OrdType,
    timeInForce: (row.time_in_force ?? "DAY") as TimeInForce,
    orderQty: scaled(row.quantity),
    limitPx: scaled(row.price),
    cumQty: scaled(row.filled_qty),
    leavesQty: scaled(row.remaining_qty),
    cumCost: BigInt(row.cum_cost),
    ordStatus: row.status as OrdStatus,
    rejectReason: (row.reject_reason ?? "NONE") as RejectReason,
    text: row.text ?? "",
    ingressTimeNs: BigInt(row.ingress_time_ns),
    transactTimeNs: BigInt(row.transact_time_ns),
    sequence: BigInt(row.sequence),
  };
}

/** Which history `findOrders` shows; `beforeOrderId` continues a page. */
export interface OrderSearch {
  accounts: readonly string[];
  symbol?: string | null;
  side?: Side | null;
  ordStatus?: readonly OrdStatus[] | null;
  beforeOrderId?: bigint | null;
  limit: number;
}

/**
 * Newest first by order id. Each account's page is read from its end of the index, and of these pages one is made: read
 * together, every order of all accounts would be sorted. Rows of the older system have no account and are nobody's.
 */
const FIND = `SELECT ${COLUMNS} FROM (SELECT DISTINCT unnest($2::text[])) AS account (id), LATERAL (
    SELECT * FROM public.orders
    WHERE session_id = $1 AND account_id = account.id AND account_id <> ''
      AND ($3::text IS NULL OR symbol = $3) AND ($4::text IS NULL OR side = $4)
      AND ($5::text[] IS NULL OR status = ANY($5))
      AND ($6::numeric IS NULL OR order_id::numeric < $6::numeric)
    ORDER BY order_id::numeric DESC LIMIT $7) AS page
  ORDER BY order_id::numeric DESC LIMIT $7`;

export async function findOrders(
  pool: Pool,
  sessionId: string,
  search: OrderSearch,
): Promise<Order[]> {
  const { rows } = await pool.query<OrderRow>(FIND, [
    sessionId,
    search.accounts,
    search.symbol ?? null,
    search.side ?? null,
    search.ordStatus ?? null,
    search.beforeOrderId ?? null,
    search.limit,
  ]);
  return rows.map(orderOf);
}

export async function ordersById(
  db: Pool | PoolClient,
  sessionId: string,
  orderIds: readonly bigint[],
): Promise<Order[]> {
  const { rows } = await db.query<OrderRow>(
    `SELECT ${COLUMNS} FROM public.orders WHERE session_id = $1 AND order_id = ANY($2)`,
    [sessionId, orderIds.map(String)],
  );
  return rows.map(orderOf);
}

export async function orderByClientId(
  pool: Pool,
  sessionId: string,
  accountId: string,
  clientOrderId: string,
): Promise<Order | null> {
  const { rows } = await pool.query<OrderRow>(
    `SELECT ${COLUMNS} FROM public.orders WHERE session_id = $1 AND account_id = $2 AND client_order_id = $3
     ORDER BY sequence DESC LIMIT 1`,
    [sessionId, accountId, clientOrderId],
  );
  return rows[0] ? orderOf(rows[0]) : null;
}

const UPSERT = `INSERT INTO public.orders (session_id, order_id, client_order_id, account_id, symbol, side, order_type,
    time_in_force, quantity, price, filled_qty, remaining_qty, avg_px, cum_cost, status, reject_reason, ingress_time_ns,
    transact_time_ns, sequence, created_at, updated_at, text)
  SELECT $1::uuid, o.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::numeric[], $10::numeric[], $11::numeric[], $12::numeric[], $13::numeric[], $14::bigint[], $15::text[], $16::text[],
    $17::bigint[], $18::bigint[], $19::bigint[], $20::timestamp[], $21::timestamp[], $22::text[]) AS o
  ON CONFLICT (session_id, order_id) DO UPDATE SET quantity = EXCLUDED.quantity, price = EXCLUDED.price,
    filled_qty = EXCLUDED.filled_qty, remaining_qty = EXCLUDED.remaining_qty, avg_px = EXCLUDED.avg_px,
    cum_cost = EXCLUDED.cum_cost, status = EXCLUDED.status, transact_time_ns = EXCLUDED.transact_time_ns,
    sequence = EXCLUDED.sequence, updated_at = EXCLUDED.updated_at
  WHERE public.orders.sequence < EXCLUDED.sequence`;

const timestampOf = (ns: bigint): string =>
  new Date(Number(ns / 1_000_000n)).toISOString().replace("Z", "");

export async function upsertOrders(
  tx: PoolClient,
  sessionId: string,
  orders: readonly Order[],
): Promise<void> {
  if (orders.length === 0) return;
  const column = <T>(pick: (order: Order) => T): T[] => orders.map(pick);
  await tx.query(UPSERT, [
    sessionId,
    numbers(column((o) => o.orderId)),
    column((o) => o.clientOrderId),
    column((o) => o.accountId),
    column((o) => o.symbol),
    column((o) => o.side),
    column((o) => o.ordType),
    column((o) => o.timeInForce),
    decimals(column((o) => o.orderQty)),
    decimals(column((o) => (o.limitPx === 0n ? null : o.limitPx))),
    decimals(column((o) => o.cumQty)),
    decimals(column((o) => o.leavesQty)),
    decimals(column((o) => averagePx(o.cumCost, o.cumQty))),
    numbers(column((o) => o.cumCost)),
    column((o) => o.ordStatus),
    column((o) => (o.rejectReason === "NONE" ? null : o.rejectReason)),
    numbers(column((o) => o.ingressTimeNs)),
    numbers(column((o) => o.transactTimeNs)),
    numbers(column((o) => o.sequence)),
    column((o) => timestampOf(o.ingressTimeNs)),
    column((o) => timestampOf(o.transactTimeNs)),
    column((o) => (o.text === "" ? null : o.text)),
  ]);
}
