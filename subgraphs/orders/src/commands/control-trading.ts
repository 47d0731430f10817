// setTradingState and killSwitch: journalled commands with an author and a reason.

import type { Engine } from "@hft/graphql-kit";
import type { Principal } from "@hft/service-kit";
import type { TradingState } from "@hft/wire";
import type { TradingControlResult } from "../schema/payloads.ts";
import { rejection, unknown } from "./order-of-reply.ts";

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
  const { accountId, symbol, state, reason } = change;
  const scope = accountId ? "ACCOUNT" : symbol ? "SYMBOL" : "GLOBAL";
  const command = {
    type: "SetTradingState",
    scope,
    state,
    accountId: accountId ?? "",
    symbol: symbol ?? "",
    reason,
  } as const;
  return outcome(await engine.send(command, principal, accountId ?? undefined));
}

export async function killSwitch(
  engine: Engine,
  principal: Principal,
  isEngaged: boolean,
  accountId: string,
  reason: string,
): Promise<TradingControlResult> {
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
