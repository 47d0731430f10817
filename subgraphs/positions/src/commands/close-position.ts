// closePosition: a MARKET order for the whole position. The quantity is taken anew at each call, so only the client order
// id tells a repeat: the engine is asked for it first.
import { standingOrder } from "@hft/graphql-kit";
import { type Principal, toGraphQLError } from "@hft/service-kit";
import type { CommandReply, NewOrder } from "@hft/wire";
import type { AccountCommandResult } from "../schema/position-types.ts";
import { type AccountCommandDeps, outcome, rejection } from "./account-commands.ts";

/** What is closed, and the id of the order that closes it. */
export interface Closing {
  accountId: string;
  symbol: string;
  clientOrderId: string;
}

/** Safe to repeat with the same clientOrderId: the order that stands is answered, whatever is held by now. */
export async function closePosition(
  deps: AccountCommandDeps,
  principal: Principal,
  { accountId, symbol, clientOrderId }: Closing,
): Promise<AccountCommandResult> {
  const found = await standingOrder(deps.engine, principal, accountId, clientOrderId);
  // Without an answer another order could be the second one.
  if (found === null) return outcome(deps, accountId, null);
  if (found !== "NONE") {
    if (!isClosing(found, symbol)) return rejection("DUPLICATE_CLIENT_ORDER_ID");
    return outcome(deps, accountId, { ...found, isDuplicate: true });
  }
  const { quantity } = deps.live.position(accountId, symbol);
  if (quantity === 0n) throw toGraphQLError("VALIDATION_FAILED", `${accountId} holds no ${symbol}`);
  const command: NewOrder = {
    ...{ type: "NewOrder", accountId, symbol, clientOrderId, text: "", limitPx: 0n },
    ...{ ordType: "MARKET", timeInForce: "IOC", side: quantity > 0n ? "SELL" : "BUY" },
    orderQty: quantity > 0n ? quantity : -quantity,
  };
  return outcome(deps, accountId, await deps.engine.send(command, principal, accountId));
}

/** Side and quantity were those of the position then; nobody knows them now. */
const isClosing = (found: CommandReply, symbol: string): boolean =>
  found.symbol === symbol && found.ordType === "MARKET" && found.timeInForce === "IOC";
