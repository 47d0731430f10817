// cancelOrder, replaceOrder, cancelAllOrders: each one command and its outcome.
import type { Order } from "@hft/domain";
import type { Engine } from "@hft/graphql-kit";
import { type Principal, toGraphQLError } from "@hft/service-kit";
import type { Side } from "@hft/wire";
import type { ReplaceOrderInput } from "../schema/inputs.ts";
import type {
  CancelAllOrdersResult,
  CancelOrderResult,
  ReplaceOrderResult,
} from "../schema/payloads.ts";
import { orderOfReply, rejection, unknown } from "./order-of-reply.ts";
import { oneOrAll } from "./scope.ts";

const UINT64 = /^\d{1,20}$/;

/** Reads an order id argument; a text that is no id names no order. */
export function orderIdOf(id: string): bigint {
  if (!UINT64.test(id) || BigInt(id) >= 1n << 64n) {
    throw toGraphQLError("VALIDATION_FAILED", "an order id is a whole number as a string");
  }
  return BigInt(id);
}

export async function cancelOrder(
  engine: Engine,
  principal: Principal,
  order: Order,
): Promise<CancelOrderResult> {
  const { orderId, accountId } = order;
  const reply = await engine.send(
    { type: "CancelOrder", orderId, accountId, clientOrderId: "" },
    principal,
    accountId,
  );
  if (!reply) return unknown(order.clientOrderId);
  const node = orderOfReply(reply);
  if (reply.outcome !== "ACCEPTED" || !node) return rejection(reply);
  return { __typename: "CancelOrderAccepted", order: node, sequence: reply.lastSequence };
}

export async function replaceOrder(
  engine: Engine,
  principal: Principal,
  order: Order,
  input: ReplaceOrderInput,
): Promise<ReplaceOrderResult> {
  const { orderId, accountId } = order;
  const orderQty = input.orderQty ?? order.orderQty;
  const limitPx = input.limitPx ?? order.limitPx;
  const command = {
    type: "ReplaceOrder",
    orderId,
    accountId,
    orderQty,
    limitPx,
    replaceId: input.replaceId,
  } as const;
  const reply = await engine.send(command, principal, accountId);
  if (!reply) return unknown(order.clientOrderId);
  const node = orderOfReply(reply);
  if (reply.outcome !== "ACCEPTED" || !node) return rejection(reply);
  return { __typename: "ReplaceOrderAccepted", order: node, sequence: reply.lastSequence };
}

export interface CancelScope {
  accountId: string;
  symbol?: string | null;
  side?: Side | null;
}

export async function cancelAllOrders(
  engine: Engine,
  principal: Principal,
  scope: CancelScope,
): Promise<CancelAllOrdersResult> {
  const { accountId, symbol, side } = scope;
  const command = {
    type: "MassCancel",
    accountId,
    symbol: oneOrAll("symbol", symbol),
    side: side ?? "BUY",
    isAnySide: !side,
  } as const;
  const reply = await engine.send(command, principal, accountId);
  if (!reply) return unknown(accountId);
  if (reply.outcome !== "ACCEPTED") return rejection(reply);
  return {
    __typename: "CancelAllOrdersAccepted",
    canceledCount: reply.affectedCount,
    sequence: reply.lastSequence,
  };
}
