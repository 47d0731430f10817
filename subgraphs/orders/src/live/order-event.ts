import { isOrderChange, type Order, type OrderChange } from "@hft/domain";
import type { EngineEvent } from "@hft/engine-client";
import { executionNode, orderNode } from "../schema/order-nodes.ts";
import type { ExecType, OrderEvent } from "../schema/order-types.ts";

const EXEC_TYPE: Record<OrderChange["type"], ExecType> = {
  OrderAccepted: "NEW",
  OrderRejected: "REJECTED",
  Fill: "TRADE",
  OrderCanceled: "CANCELED",
  OrderReplaced: "REPLACED",
  OrderExpired: "EXPIRED",
  OrderTriggered: "TRIGGERED",
};

/** The report of an event; null for one that changes no order. `order` is the order right after it. */
export function toOrderEvent(event: EngineEvent, order: Order | undefined): OrderEvent | null {
  const change = event.message;
  if (!change || !isOrderChange(change) || !order) return null;
  return {
    execType: EXEC_TYPE[change.type],
    sequence: event.sequence,
    transactTimeNs: change.transactTimeNs,
    order: orderNode(order),
    execution: change.type === "Fill" ? executionNode(event.sessionId, change) : null,
  };
}
