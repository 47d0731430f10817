import type { Order as DomainOrder } from "@hft/domain";
import { rejectText } from "@hft/domain";
import type { CommandReply } from "@hft/wire";
import { orderNode } from "../schema/order-nodes.ts";
import type { Order } from "../schema/order-types.ts";
import type { PlaceOrderResult, Rejection, Unknown } from "../schema/payloads.ts";

/** The order that a reply carries; null where it carries none. */
export function orderOfReply(reply: CommandReply): Order | null {
  if (reply.orderId === 0n) return null;
  const { orderId, clientOrderId, accountId, symbol, side, ordType, timeInForce, ordStatus } =
    reply;
  const { orderQty, limitPx, cumQty, leavesQty, cumCost, text, transactTimeNs } = reply;
  const order: DomainOrder = {
    ...{ orderId, clientOrderId, accountId, symbol, side, ordType, timeInForce, ordStatus },
    ...{ orderQty, limitPx, cumQty, leavesQty, cumCost, text, transactTimeNs },
    ingressTimeNs: reply.orderIngressTimeNs,
    rejectReason: ordStatus === "REJECTED" ? reply.rejectReason : "NONE",
    sequence: reply.lastSequence,
  };
  return orderNode(order);
}

/** What a reply says of a new order. */
export function placed(reply: CommandReply, duplicate: boolean): PlaceOrderResult {
  const order = orderOfReply(reply);
  if (reply.outcome !== "ACCEPTED" || !order) return rejection(reply);
  return { __typename: "PlaceOrderAccepted", order, duplicate, sequence: reply.lastSequence };
}

export const rejection = (reply: CommandReply): Rejection => ({
  __typename: "OrderRejection",
  reason: reply.rejectReason,
  text: rejectText(reply.rejectReason),
  order: orderOfReply(reply),
  sequence: reply.lastSequence === 0n ? null : reply.lastSequence,
});

export const unknown = (clientOrderId: string): Unknown => ({
  __typename: "OrderOutcomeUnknown",
  clientOrderId,
});
