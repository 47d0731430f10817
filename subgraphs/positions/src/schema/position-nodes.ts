import { averagePx, notional } from "@hft/domain";
import type { AccountLive, PositionLive } from "../live/accounts-live.ts";
import type { Account, Position } from "./position-types.ts";

const orNull = <T extends bigint | number>(limit: T): T | null =>
  Number(limit) === 0 ? null : limit;

/** An account as GraphQL shows it. */
export function accountNode(account: AccountLive): Account {
  const { accountId, limits, ...rest } = account;
  return {
    ...rest,
    id: accountId,
    available: account.cash - account.reserved,
    limits: {
      maxOrderQty: orNull(limits.maxOrderQty),
      maxOrderNotional: orNull(limits.maxOrderNotional),
      maxPositionQty: orNull(limits.maxPositionQty),
      maxOpenOrders: orNull(limits.maxOpenOrders),
      ordersPerSecond: orNull(limits.ordersPerSecond),
    },
  };
}

/** A position as GraphQL shows it, valued at `markPx`. */
export function positionNode(position: PositionLive, markPx: bigint | null): Position {
  const { accountId, symbol, quantity, cost, realizedPnl, sequence } = position;
  return {
    ...{ accountId, symbol, quantity, realizedPnl, markPx, sequence },
    id: `${accountId}:${symbol}`,
    avgPx: averagePx(cost, quantity),
    unrealizedPnl: markPx === null ? null : notional(markPx, quantity) - cost,
  };
}
