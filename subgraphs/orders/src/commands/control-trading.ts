// setTradingState and killSwitch: journalled commands with an author and a reason.
import type { Engine } from "@hft/graphql-kit";
import { type Principal, toGraphQLError } from "@hft/service-kit";
import type { TradingState } from "@hft/wire";
import type { TradingControlResult } from "../schema/payloads.ts";
import { rejection, unknown } from "./order-of-reply.ts";
import { oneOrAll } from "./scope.ts";

export interface TradingStateChange {
  accountId?: string | null;
  symbol?: string | null;
  state: TradingState;
  reason: string;
}

export async function setTradingState(
  engine: Engine,
  principal: Principal,
  change: TradingStateChange,
): Promise<TradingControlResult> {
  const { state, reason } = change;
  const accountId = oneOrAll("accountId", change.accountId);
  const symbol = oneOrAll("symbol", change.symbol);
  if (accountId && symbol) {
    throw toGraphQLError(
      "VALIDATION_FAILED",
      "give accountId or symbol, or neither for the engine",
    );
  }
  const scope = accountId ? "ACCOUNT" : symbol ? "SYMBOL" : "GLOBAL";
  const command = { type: "SetTradingState", scope, state, accountId, symbol, reason } as const;
  return outcome(await engine.send(command, principal, accountId || undefined));
}

export async function killSwitch(
  engine: Engine,
  principal: Principal,
  isEngaged: boolean,
  account: string | null | undefined,
  reason: string,
): Promise<TradingControlResult> {
  const accountId = oneOrAll("accountId", account);
  return outcome(
    await engine.send({ type: "KillSwitch", isEngaged, accountId, reason }, principal, accountId),
  );
}

function outcome(reply: Awaited<ReturnType<Engine["send"]>>): TradingControlResult {
  if (!reply) return unknown("");
  if (reply.outcome !== "ACCEPTED") return rejection(reply);
  return {
    __typename: "TradingControlAccepted",
    canceledCount: reply.affectedCount,
    sequence: reply.lastSequence,
  };
}
