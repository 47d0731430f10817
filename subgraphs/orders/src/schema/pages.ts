// Pages of history, newest first: the same for queries and for the fields of Account.
import { type Context, type LiveHub, settled } from "@hft/graphql-kit";
import { type CursorCodec, pageSize, toConnection } from "@hft/service-kit";
import type { History } from "../live/history.ts";
import type { ExecutionSearch } from "../store/execution-rows.ts";
import type { OrderSearch } from "../store/order-rows.ts";
import { orderNode } from "./order-nodes.ts";
import type { Execution, Order } from "./order-types.ts";

export interface PageDeps {
  hub: Pick<LiveHub, "sessionId" | "ready" | "waitFor">;
  history: Pick<History, "orders" | "executions">;
  codec: CursorCodec;
}

/** Which page, and who asks for it. */
export interface Asked {
  first: number | null;
  after: string | null;
  context: Context;
}

interface List<T> {
  scope: string;
  read(before: bigint | null, limit: number): Promise<T[]>;
  placeOf(row: T): bigint;
}

export const orderPage = (
  deps: PageDeps,
  asked: Asked,
  search: Omit<OrderSearch, "beforeOrderId" | "limit">,
) =>
  page<Order>(deps, asked, {
    scope: "orders",
    read: async (beforeOrderId, limit) =>
      (await deps.history.orders({ ...search, beforeOrderId, limit })).map(orderNode),
    placeOf: ({ id }) => BigInt(id),
  });

export const executionPage = (
  deps: PageDeps,
  asked: Asked,
  search: Omit<ExecutionSearch, "beforeSequence" | "limit">,
) =>
  page<Execution>(deps, asked, {
    scope: "executions",
    read: (beforeSequence, limit) => deps.history.executions({ ...search, beforeSequence, limit }),
    placeOf: ({ sequence }) => sequence,
  });

async function page<T>({ hub, codec }: PageDeps, { first, after, context }: Asked, list: List<T>) {
  const size = pageSize(first);
  await settled(hub, context);
  const here = { scope: list.scope, sessionId: hub.sessionId };
  const before = after ? codec.decode(after, here).sequence : null;
  const rows = await list.read(before, size + 1);
  const cursorOf = (row: T) => codec.encode({ ...here, sequence: list.placeOf(row) });
  return toConnection(rows, size, cursorOf, after !== null);
}
