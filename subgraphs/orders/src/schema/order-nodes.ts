// Domain → GraphQL: the one place where an order or a fill takes the shape that clients see.
import { averagePx, type Order as DomainOrder } from "@hft/domain";
import type { Fill } from "@hft/wire";
import type { Execution, Order } from "./order-types.ts";

/** An order as GraphQL shows it. */
export function orderNode(order: DomainOrder): Order {
  const { orderId, cumCost, rejectReason, ...rest } = order;
  return {
    ...rest,
    id: String(orderId),
    limitPx: order.limitPx === 0n ? null : order.limitPx,
    avgPx: averagePx(cumCost, order.cumQty),
    rejectReason: rejectReason === "NONE" ? null : rejectReason,
    text: order.text === "" ? null : order.text,
  };
}

/** FIX ExecID (17) of a fill. */
export const execIdOf = (sessionId: string, sequence: bigint): string => `${sessionId}:${sequence}`;

/** A fill as GraphQL shows it. */
export function executionNode(sessionId: string, fill: Fill): Execution {
  const { accountId, symbol, side, lastQty, lastPx, liquidity, transactTimeNs, sequence } = fill;
  return {
    ...{ accountId, symbol, side, lastQty, lastPx, liquidity, transactTimeNs, sequence },
    id: execIdOf(sessionId, sequence),
    matchId: String(fill.matchId),
    orderId: String(fill.orderId),
  };
}
