import { isOrderChange, type Order, type OrderChange } from "@hft/domain";
import type { EngineEvent } from "@hft/engine-client";
import { executionNode, orderNode } from "../schema/order-nodes.ts";
import type { ExecType, OrderEvent } from "../schema/order-types.ts";
import type { OrdersLive } from "./orders-live.ts";

const EXEC_TYPE: Record<OrderChange["type"], ExecType> = {
  OrderAccepted: "NEW",
  OrderRejected: "REJECTED",
  Fill: "TRADE",
  OrderCanceled: "CANCELED",
  OrderReplaced: "REPLACED",
  OrderExpired: "EXPIRED",
  OrderTriggered: "TRIGGERED",
};

/**
 * The report of an event; null for one that changes no order. The order is the one right after it where this replica saw
 * it happen; for an older event that is resumed, what the event itself says laid over the order as it stands here.
 */
export function toOrderEvent(event: EngineEvent, live: OrdersLive): OrderEvent | null {
  const change = event.message;
  if (!change || !isOrderChange(change)) return null;
  const order =
    live.changeAt(event.sequence)?.order ?? orderFromEvent(change, live.get(change.orderId));
  return {
    execType: EXEC_TYPE[change.type],
    sequence: event.sequence,
    transactTimeNs: change.transactTimeNs,
    order: orderNode(order),
    execution: change.type === "Fill" ? executionNode(event.sessionId, change) : null,
  };
}

/**
 * The order as far as one event tells it; `known` fills in what only the first event carried. Of a closed order that this
 * replica no longer holds, ordType, timeInForce and limitPx are not known: ask `order(id)` for them.
 */
function orderFromEvent(change: OrderChange, known: Order | undefined): Order {
  const {
    orderId,
    clientOrderId,
    accountId,
    symbol,
    side,
    ingressTimeNs,
    transactTimeNs,
    sequence,
  } = change;
  const base = known ?? {
    ordType: "LIMIT" as const,
    timeInForce: "DAY" as const,
    orderQty: 0n,
    limitPx: 0n,
    cumCost: 0n,
    text: "",
  };
  const state = stateOf(change);
  return {
    ...base,
    ...{ orderId, clientOrderId, accountId, symbol, side, ingressTimeNs, transactTimeNs, sequence },
    ...{ rejectReason: "NONE", ...state },
  };
}

type Told = Pick<Order, "cumQty" | "leavesQty" | "ordStatus"> & Partial<Order>;

function stateOf(change: OrderChange): Told {
  switch (change.type) {
    case "OrderAccepted": {
      const { ordType, timeInForce, orderQty, limitPx, leavesQty, text } = change;
      return {
        text,
        ordType,
        timeInForce,
        orderQty,
        limitPx,
        leavesQty,
        cumQty: 0n,
        cumCost: 0n,
        ordStatus: "NEW",
      };
    }
    case "OrderRejected": {
      const { ordType, timeInForce, orderQty, limitPx, rejectReason, text } = change;
      return {
        text,
        ordType,
        timeInForce,
        orderQty,
        limitPx,
        rejectReason,
        cumQty: 0n,
        cumCost: 0n,
        leavesQty: 0n,
        ordStatus: "REJECTED",
      };
    }
    case "Fill": {
      const { cumQty, leavesQty, cumCost, ordStatus } = change;
      return { cumQty, leavesQty, cumCost, ordStatus, orderQty: cumQty + leavesQty };
    }
    case "OrderReplaced": {
      const { cumQty, leavesQty, ordStatus, orderQty, limitPx } = change;
      return { cumQty, leavesQty, ordStatus, orderQty, limitPx };
    }
    case "OrderCanceled":
      return { cumQty: change.cumQty, leavesQty: 0n, ordStatus: "CANCELED" };
    case "OrderExpired":
      return { cumQty: change.cumQty, leavesQty: 0n, ordStatus: "EXPIRED" };
    case "OrderTriggered":
      return { cumQty: 0n, leavesQty: 0n, ordStatus: "NEW" };
  }
}
