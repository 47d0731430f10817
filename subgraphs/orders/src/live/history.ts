// Lists that reach from now into the past: what the feed has shown lately laid over what Postgres holds. The seam is the
// sequence: for one order the newer of the two counts.
import { isOpen, type Order } from "@hft/domain";
import { readHistory } from "@hft/graphql-kit";
import type { Fill } from "@hft/wire";
import DataLoader from "dataloader";
import type { Pool } from "pg";
import { executionNode } from "../schema/order-nodes.ts";
import type { Execution } from "../schema/order-types.ts";
import {
  type ExecutionSearch,
  executionsBySequence,
  findExecutions,
} from "../store/execution-rows.ts";
import { findOrders, type OrderSearch, orderByClientId, ordersById } from "../store/order-rows.ts";
import type { OrdersLive } from "./orders-live.ts";

export interface History {
  orders(search: OrderSearch): Promise<Order[]>;
  executions(search: ExecutionSearch): Promise<Execution[]>;
  /** A fill of long ago by its sequence. */
  executionAt(sequence: bigint): Promise<Execution | undefined>;
  /** By id; null where it is nobody's. */
  order(orderId: bigint): Promise<Order | null>;
  orderByClientId(accountId: string, clientOrderId: string): Promise<Order | null>;
}

export interface HistoryDeps {
  pool: Pool;
  live: OrdersLive;
  sessionId: () => string;
}

/** Ids of one query: a page is at most so long. */
const IDS_MAX = 500;

export function createHistory({ pool, live, sessionId }: HistoryDeps): History {
  /** Those asked for at once go together: a page of fills names an order with each. What it has found it forgets. */
  const stored = new DataLoader<bigint, Order | undefined>(
    async (orderIds) => {
      const orders = await guarded(ordersById(pool, sessionId(), orderIds));
      const byId = new Map(orders.map((order) => [order.orderId, order]));
      return orderIds.map((orderId) => byId.get(orderId));
    },
    { cache: false, maxBatchSize: IDS_MAX },
  );
  return {
    async orders(search) {
      // All of them are in memory; the table would be searched through what has closed.
      if (live.isComplete && search.ordStatus?.every(isOpen)) {
        const open = live.open(search.accounts).filter((order) => matchesOrder(order, search));
        return merged(open, (o) => o.orderId, search.limit);
      }
      const stored = await guarded(findOrders(pool, sessionId(), search));
      const lately = live.recent(search.accounts).filter((order) => matchesOrder(order, search));
      // A stored row that has changed since may no longer match: the live order decides.
      const current = stored
        .map((order) => newer(order, live.get(order.orderId)))
        .filter((o) => matchesOrder(o, search));
      return merged([...lately, ...current], (o) => o.orderId, search.limit);
    },
    async executions(search) {
      const stored = await guarded(findExecutions(pool, sessionId(), search));
      const lately = live
        .recentFills(search.accounts)
        .filter((fill) => matchesFill(fill, search))
        .map((fill) => executionNode(sessionId(), fill));
      return merged([...lately, ...stored], (e) => e.sequence, search.limit);
    },
    async executionAt(sequence) {
      return (await guarded(executionsBySequence(pool, sessionId(), [sequence])))[0];
    },
    async order(orderId) {
      return live.get(orderId) ?? (await stored.load(orderId)) ?? null;
    },
    async orderByClientId(accountId, clientOrderId) {
      const found = live.byClientId(accountId, clientOrderId);
      return found ?? guarded(orderByClientId(pool, sessionId(), accountId, clientOrderId));
    },
  };
}

const guarded = <T>(read: Promise<T>): Promise<T> =>
  readHistory(read, "Order history cannot be read now; open orders and new orders go on");

const newer = (stored: Order, live: Order | undefined): Order =>
  live && live.sequence > stored.sequence ? live : stored;

function matchesOrder(order: Order, search: OrderSearch): boolean {
  return (
    (!search.symbol || order.symbol === search.symbol) &&
    (!search.side || order.side === search.side) &&
    (!search.ordStatus || search.ordStatus.includes(order.ordStatus)) &&
    (!search.beforeOrderId || order.orderId < search.beforeOrderId)
  );
}

function matchesFill(fill: Fill, search: ExecutionSearch): boolean {
  return (
    (!search.symbol || fill.symbol === search.symbol) &&
    (!search.orderIds || search.orderIds.includes(String(fill.orderId))) &&
    (!search.beforeSequence || fill.sequence < search.beforeSequence)
  );
}

/** Unique by key, the newer of two counts, highest key first. */
function merged<T extends { sequence: bigint }>(
  rows: T[],
  keyOf: (row: T) => bigint,
  limit: number,
): T[] {
  const byKey = new Map<bigint, T>();
  for (const row of rows) {
    const known = byKey.get(keyOf(row));
    if (!known || row.sequence > known.sequence) byKey.set(keyOf(row), row);
  }
  return [...byKey.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1)).slice(0, limit);
}
