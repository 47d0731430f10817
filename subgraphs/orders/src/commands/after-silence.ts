// What to say of a new order that got no answer: one question by client order id, and its answer held against the input.
import { rejectText } from "@hft/domain";
import { type Engine, standingOrder } from "@hft/graphql-kit";
import type { Principal } from "@hft/service-kit";
import type { CommandReply, NewOrder } from "@hft/wire";
import type { PlaceOrderResult, Rejection } from "../schema/payloads.ts";
import { orderOfReply, placed, unknown } from "./order-of-reply.ts";

/** What no event changes, so that it is still as it was asked for. */
const FIXED = ["symbol", "side", "ordType", "timeInForce", "text"] as const;

/**
 * The order that stands under the id, as a duplicate: whether it is of this sending or of an earlier one nobody can say
 * now, and of all answers about one id only one may claim that the order is new.
 */
export async function afterSilence(
  engine: Engine,
  principal: Principal,
  asked: NewOrder,
): Promise<PlaceOrderResult> {
  const { accountId, clientOrderId } = asked;
  const question = standingOrder(engine, principal, accountId, clientOrderId);
  const found = await question.catch(() => null);
  // No order yet is no answer either: the command may still be on its way.
  if (found === null || found === "NONE") return unknown(clientOrderId);
  const isSame = isAsAsked(found, asked);
  if (isSame === null) return unknown(clientOrderId);
  return isSame ? placed(found, true) : takenId(found);
}

/** Null where it cannot be told: quantity and price are shown as a replace has left them. */
function isAsAsked(found: CommandReply, asked: NewOrder): boolean | null {
  if (FIXED.some((name) => found[name] !== asked[name])) return false;
  if (found.orderQty === asked.orderQty && found.limitPx === asked.limitPx) return true;
  const isAsEntered = found.transactTimeNs === found.orderIngressTimeNs;
  return isAsEntered ? false : null;
}

/** In the engine's own words for an id that another order has. */
const takenId = (found: CommandReply): Rejection => ({
  __typename: "OrderRejection",
  reason: "DUPLICATE_CLIENT_ORDER_ID",
  text: rejectText("DUPLICATE_CLIENT_ORDER_ID"),
  order: orderOfReply(found),
  sequence: null,
});
