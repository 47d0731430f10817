// placeOrder: form, the engine's word, and after silence one question by client order id; then the client decides.
import type { Engine } from "@hft/graphql-kit";
import { type Principal, toGraphQLError } from "@hft/service-kit";
import type { NewOrder } from "@hft/wire";
import type { PlaceOrderInput } from "../schema/inputs.ts";
import type { PlaceOrderResult } from "../schema/payloads.ts";
import { afterSilence } from "./after-silence.ts";
import { placed } from "./order-of-reply.ts";

const PRINTABLE = /^[\x21-\x7e]{1,48}$/;
const SLUG_MAX = 16;
const TEXT = /^[\x20-\x7e]{0,64}$/;

/** Throws VALIDATION_FAILED where the input could not even be written down for the engine. */
export function newOrderOf(input: PlaceOrderInput): NewOrder {
  if (!PRINTABLE.test(input.clientOrderId)) {
    throw toGraphQLError(
      "VALIDATION_FAILED",
      "clientOrderId must be 1 to 48 printable ASCII characters without spaces",
    );
  }
  for (const name of ["accountId", "symbol"] as const) {
    if (!/^[\x21-\x7e]+$/.test(input[name]) || input[name].length > SLUG_MAX) {
      throw toGraphQLError(
        "VALIDATION_FAILED",
        `${name} must be 1 to ${SLUG_MAX} ASCII characters`,
      );
    }
  }
  const text = input.text ?? "";
  if (!TEXT.test(text)) {
    throw toGraphQLError("VALIDATION_FAILED", "text must be at most 64 printable ASCII characters");
  }
  const { accountId, symbol, side, ordType, orderQty, clientOrderId } = input;
  const timeInForce = input.timeInForce ?? (ordType === "MARKET" ? "IOC" : "DAY");
  const limitPx = input.limitPx ?? 0n;
  return {
    type: "NewOrder",
    accountId,
    symbol,
    side,
    ordType,
    timeInForce,
    orderQty,
    limitPx,
    clientOrderId,
    text,
  };
}

export async function placeOrder(
  engine: Engine,
  principal: Principal,
  input: PlaceOrderInput,
): Promise<PlaceOrderResult> {
  const command = newOrderOf(input);
  const reply = await engine.send(command, principal, command.accountId);
  return reply ? placed(reply, reply.isDuplicate) : afterSilence(engine, principal, command);
}
