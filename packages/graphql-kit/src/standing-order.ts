// Which order has a client order id: the question after silence, and before an order that may have been sent already.
import type { Principal } from "@hft/service-kit";
import type { CommandReply, RejectReason } from "@hft/wire";
import type { Engine } from "./engine.ts";

/** The core's words for an id that no order has. Any other refusal is about the question, and says nothing of the order. */
const NO_ORDER: ReadonlySet<RejectReason> = new Set(["UNKNOWN_ORDER", "UNKNOWN_ACCOUNT"]);

/** The order as a reply, also a rejected one; "NONE" where no order has the id; null where the engine does not say. */
export type StandingOrder = CommandReply | "NONE" | null;

/** Asks the engine, which forgets the ids of closed orders after a day. Throws as `Engine.send` does. */
export async function standingOrder(
  engine: Engine,
  principal: Principal,
  accountId: string,
  clientOrderId: string,
): Promise<StandingOrder> {
  const kind = "ORDER_BY_CLIENT_ID";
  const query = { type: "Query", kind, orderId: 0n, accountId, clientOrderId } as const;
  const reply = await engine.send(query, principal, accountId);
  if (reply?.orderId !== 0n) return reply;
  return NO_ORDER.has(reply.rejectReason) ? "NONE" : null;
}
