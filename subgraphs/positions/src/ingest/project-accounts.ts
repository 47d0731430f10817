// Topic hft.orders.v1 (key account) → accounts, positions, fill_pnl, account_events.
import { type EngineEvent, together } from "@hft/engine-client";
import type { Fill } from "@hft/wire";
import type { PoolClient } from "pg";
import { type PositionLive, positionAfter } from "../live/accounts-live.ts";
import {
  type AccountPatch,
  insertAccountEvents,
  insertFillPnl,
  patchAccounts,
  upsertPositions,
} from "../store/account-rows.ts";

type AccountEvent = EngineEvent & { message: { accountId: string } };
const hasAccount = (e: EngineEvent): e is AccountEvent =>
  e.message !== null && "accountId" in e.message;

/** Stores fresh events of one partition inside the projection's transaction. */
export async function projectAccounts(
  tx: PoolClient,
  events: readonly EngineEvent[],
): Promise<void> {
  for (const [sessionId, ofSession] of Map.groupBy(events, (event) => event.sessionId)) {
    const fills = ofSession.map((e) => e.message).filter((m): m is Fill => m?.type === "Fill");
    const positions = new Map<string, PositionLive>(
      fills.map((f) => [`${f.accountId}:${f.symbol}`, positionAfter(f)]),
    );
    await together([
      upsertPositions(tx, sessionId, [...positions.values()]),
      insertFillPnl(tx, sessionId, fills),
      insertAccountEvents(tx, sessionId, ofSession.filter(isAccountChange)),
      patchAccounts(tx, sessionId, merged(ofSession.filter(hasAccount))),
    ]);
  }
}

/** What positionUpdates and accountUpdates are resumed from. */
const isAccountChange = (e: EngineEvent): e is AccountEvent => hasAccount(e) && patchOf(e) !== null;

/** One patch per account: later events win, field by field. */
function merged(events: readonly AccountEvent[]): AccountPatch[] {
  const byAccount = new Map<string, AccountPatch>();
  for (const event of events) {
    const patch = patchOf(event);
    if (patch) byAccount.set(patch.accountId, { ...byAccount.get(patch.accountId), ...patch });
  }
  return [...byAccount.values()];
}

function patchOf({ message, sequence }: AccountEvent): AccountPatch | null {
  const base = { accountId: message.accountId, sequence };
  switch (message.type) {
    case "Fill":
    case "BalanceChanged":
      return { ...base, cash: message.cash, reserved: message.reserved };
    case "OrderAccepted":
    case "OrderCanceled":
    case "OrderReplaced":
    case "OrderExpired":
      return { ...base, reserved: message.reserved };
    case "AccountChanged":
      return {
        ...base,
        kind: message.kind,
        isShortAllowed: message.isShortAllowed,
        isEnabled: message.isEnabled,
      };
    case "RiskLimitsChanged":
    case "AccountTradingStateChanged":
      return base;
    default:
      return null;
  }
}
