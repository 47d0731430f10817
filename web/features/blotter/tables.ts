import { ACCOUNTS } from "../../lib/graphql/documents.ts";
import type {
  AccountsQuery,
  ExecutionsQuery,
  OpenOrdersQuery,
  PositionsQuery,
} from "../../lib/graphql/generated/graphql.ts";
import type { Services } from "../../lib/services.tsx";
import { animationFrame } from "../../lib/stream/frame.ts";
import { LiveTable } from "../../lib/stream/live-table.ts";
import {
  ACCOUNT_CHANGES,
  EXECUTIONS,
  FILL_CHANGES,
  OPEN_ORDERS,
  ORDER_CHANGES,
  POSITION_CHANGES,
  POSITIONS,
} from "./documents.ts";

export type Order = OpenOrdersQuery["openOrders"]["items"][number];
export type Position = PositionsQuery["positions"]["items"][number];
export type Account = AccountsQuery["accounts"][number];
export type Fill = ExecutionsQuery["executions"]["edges"][number]["node"];

const PAGE = 500;
const OPEN = new Set<Order["ordStatus"]>([
  "NEW",
  "PARTIALLY_FILLED",
  "PENDING_NEW",
  "PENDING_CANCEL",
  "PENDING_REPLACE",
]);
const deps = { frame: animationFrame };

/** Open orders of every account of the user, newest first. */
export function createOrderTable({ api, socket }: Services) {
  return new LiveTable<Order, { sequence: string; order: Order }>(
    {
      isResumable: true,
      subscribe: (after, on) => socket.stream(ORDER_CHANGES, { after: after ?? null }, on),
      async snapshot() {
        const { openOrders } = await api.query(OPEN_ORDERS, {});
        return { items: openOrders.items, asOfSequence: BigInt(openOrders.asOfSequence) };
      },
      keyOf: (order) => order.id,
      sequenceOf: (event) => BigInt(event.sequence),
      apply(rows, { order }) {
        if (OPEN.has(order.ordStatus)) rows.set(order.id, order);
        else rows.delete(order.id);
      },
      arrange: (rows) => [...rows].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1)),
    },
    deps,
  );
}

/** Positions by account and symbol, flat ones included. */
export function createPositionTable({ api, socket }: Services) {
  return new LiveTable<Position, Position>(
    {
      isResumable: true,
      subscribe: (after, on) => socket.stream(POSITION_CHANGES, { after: after ?? null }, on),
      async snapshot() {
        const { positions } = await api.query(POSITIONS, {});
        return { items: positions.items, asOfSequence: BigInt(positions.asOfSequence) };
      },
      keyOf: (position) => position.id,
      apply: (rows, position) => rows.set(position.id, position),
      arrange: (rows) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)),
    },
    deps,
  );
}

/** What each account has left to trade with. A row knows its own sequence, so an older one never wins. */
export function createAccountTable({ api, socket }: Services) {
  return new LiveTable<Account, Account>(
    {
      isResumable: true,
      subscribe: (after, on) => socket.stream(ACCOUNT_CHANGES, { after: after ?? null }, on),
      async snapshot(from) {
        const { accounts } = await api.query(ACCOUNTS, {});
        return { items: accounts, asOfSequence: from };
      },
      keyOf: (account) => account.id,
      apply(rows, account) {
        const known = rows.get(account.id);
        const isNews = !known || BigInt(account.sequence) > BigInt(known.sequence);
        if (isNews) rows.set(account.id, account);
      },
      arrange: (rows) => [...rows],
    },
    deps,
  );
}

/** Every fill there is, newest first: all pages of history and what happens now, each once by its execId. */
export function createFillTable({ api, socket }: Services) {
  return new LiveTable<Fill, Fill>(
    {
      isResumable: true,
      subscribe: (after, on) => socket.stream(FILL_CHANGES, { after: after ?? null }, on),
      async snapshot(from) {
        const newestFirst = await allFills(api);
        return { items: newestFirst.reverse(), asOfSequence: from };
      },
      keyOf: (fill) => fill.id,
      apply: (rows, fill) => rows.set(fill.id, fill),
      arrange: (rows) => [...rows].sort(newestFirst),
    },
    deps,
  );
}

function newestFirst(a: Fill, b: Fill): number {
  const difference = BigInt(b.sequence) - BigInt(a.sequence);
  if (difference === 0n) return a.id < b.id ? -1 : 1;
  return difference > 0n ? 1 : -1;
}

export async function fillPage(api: Services["api"], after: string | null) {
  const { executions } = await api.query(EXECUTIONS, { first: PAGE, after });
  const { hasNextPage, endCursor } = executions.pageInfo;
  const next = hasNextPage && endCursor ? endCursor : undefined;
  return { fills: executions.edges.map((edge) => edge.node), next };
}

async function allFills(api: Services["api"]): Promise<Fill[]> {
  const all: Fill[] = [];
  let after: string | null = null;
  for (;;) {
    const { fills, next }: { fills: Fill[]; next: string | undefined } = await fillPage(api, after);
    all.push(...fills);
    if (next === undefined) return all;
    after = next;
  }
}

export type OrderTable = ReturnType<typeof createOrderTable>;
export type PositionTable = ReturnType<typeof createPositionTable>;
export type AccountTable = ReturnType<typeof createAccountTable>;
export type FillTable = ReturnType<typeof createFillTable>;
