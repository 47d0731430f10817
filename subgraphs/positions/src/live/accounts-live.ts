// Accounts and positions as the engine says they are: a snapshot, then what events carry. Nothing is computed twice.
import type { EngineEvent, Snapshot } from "@hft/engine-client";
import type { AccountKind, AccountState, Fill, Message, TradingState } from "@hft/wire";

export interface AccountLive {
  accountId: string;
  kind: AccountKind;
  cash: bigint;
  reserved: bigint;
  isShortAllowed: boolean;
  isEnabled: boolean;
  tradingState: TradingState;
  isKillSwitchEngaged: boolean;
  limits: Limits;
  sequence: bigint;
}

/** 0 = no limit, as on the wire. */
export interface Limits {
  maxOrderQty: bigint;
  maxOrderNotional: bigint;
  maxPositionQty: bigint;
  maxOpenOrders: number;
  ordersPerSecond: number;
}

export interface PositionLive {
  accountId: string;
  symbol: string;
  quantity: bigint;
  cost: bigint;
  realizedPnl: bigint;
  sequence: bigint;
}

export interface AccountsLive {
  reset(snapshot: Snapshot): void;
  apply(events: readonly EngineEvent[]): void;
  account(accountId: string): AccountLive | undefined;
  positions(accounts: readonly string[]): PositionLive[];
  /** Flat, not undefined, where nothing was ever held. */
  position(accountId: string, symbol: string): PositionLive;
  /** Last trade of a symbol. */
  mark(symbol: string): bigint | null;
}

const NO_LIMITS: Limits = {
  maxOrderQty: 0n,
  maxOrderNotional: 0n,
  maxPositionQty: 0n,
  maxOpenOrders: 0,
  ordersPerSecond: 0,
};

const empty = (accountId: string): AccountLive => ({
  ...{
    accountId,
    kind: "CUSTOMER",
    cash: 0n,
    reserved: 0n,
    isShortAllowed: false,
    isEnabled: true,
  },
  ...{ tradingState: "ACTIVE", isKillSwitchEngaged: false, limits: NO_LIMITS, sequence: 0n },
});

/** The position right after a fill: the event carries it whole. */
export const positionAfter = (fill: Fill): PositionLive => ({
  ...{
    accountId: fill.accountId,
    symbol: fill.symbol,
    quantity: fill.positionQty,
    cost: fill.positionCost,
  },
  ...{ realizedPnl: fill.realizedPnl, sequence: fill.sequence },
});

export function createAccountsLive(): AccountsLive {
  const accounts = new Map<string, AccountLive>();
  const positions = new Map<string, PositionLive>();
  const marks = new Map<string, bigint>();
  const keyOf = (accountId: string, symbol: string) => `${accountId}:${symbol}`;

  function change(accountId: string, sequence: bigint, part: Partial<AccountLive>): void {
    accounts.set(accountId, {
      ...(accounts.get(accountId) ?? empty(accountId)),
      ...part,
      sequence,
    });
  }

  function applyOne({ message, sequence }: EngineEvent): void {
    if (!message) return;
    if (message.type === "TradePrint") marks.set(message.symbol, message.lastPx);
    if (!("accountId" in message)) return;
    if (message.type === "Fill")
      positions.set(keyOf(message.accountId, message.symbol), positionAfter(message));
    const part = accountPart(message);
    if (part) change(message.accountId, sequence, part);
  }

  return {
    reset(snapshot) {
      accounts.clear();
      positions.clear();
      for (const message of snapshot.messages) {
        if (message.type === "AccountState")
          accounts.set(message.accountId, accountOf(message, snapshot.asOfSequence));
        if (message.type === "PositionState") {
          const { type: _type, ...held } = message;
          positions.set(keyOf(held.accountId, held.symbol), {
            ...held,
            sequence: snapshot.asOfSequence,
          });
        }
      }
    },
    apply: (events) => events.forEach(applyOne),
    account: (accountId) => accounts.get(accountId),
    positions: (ids) => [...positions.values()].filter((p) => ids.includes(p.accountId)),
    position: (accountId, symbol) =>
      positions.get(keyOf(accountId, symbol)) ?? {
        accountId,
        symbol,
        quantity: 0n,
        cost: 0n,
        realizedPnl: 0n,
        sequence: 0n,
      },
    mark: (symbol) => marks.get(symbol) ?? null,
  };
}

function accountOf(state: AccountState, sequence: bigint): AccountLive {
  const { accountId, kind, cash, reserved, isShortAllowed, isEnabled, isKillSwitchEngaged } = state;
  const { maxOrderQty, maxOrderNotional, maxPositionQty, maxOpenOrders, ordersPerSecond } = state;
  const limits = { maxOrderQty, maxOrderNotional, maxPositionQty, maxOpenOrders, ordersPerSecond };
  return {
    accountId,
    kind,
    cash,
    reserved,
    isShortAllowed,
    isEnabled,
    isKillSwitchEngaged,
    limits,
    tradingState: state.state,
    sequence,
  };
}

/** What an event says about its account; null when it says nothing. */
function accountPart(message: Message): Partial<AccountLive> | null {
  switch (message.type) {
    case "Fill":
    case "BalanceChanged":
      return { cash: message.cash, reserved: message.reserved };
    case "OrderAccepted":
    case "OrderCanceled":
    case "OrderReplaced":
    case "OrderExpired":
      return { reserved: message.reserved };
    case "AccountChanged":
      return {
        kind: message.kind,
        isShortAllowed: message.isShortAllowed,
        isEnabled: message.isEnabled,
      };
    case "AccountTradingStateChanged":
      return { tradingState: message.state, isKillSwitchEngaged: message.isKillSwitchEngaged };
    case "RiskLimitsChanged": {
      const { maxOrderQty, maxOrderNotional, maxPositionQty, maxOpenOrders, ordersPerSecond } =
        message;
      return {
        limits: { maxOrderQty, maxOrderNotional, maxPositionQty, maxOpenOrders, ordersPerSecond },
      };
    }
    default:
      return null;
  }
}
