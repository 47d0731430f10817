// What is alive: open orders, and the ones that closed lately, from snapshot + feed. Memory is bounded by what is open
// plus nine eighths of `recentMax`.
import {
  applyOrderEvent,
  isOpen,
  isOrderChange,
  type Order,
  type OrderChange,
  orderFromState,
} from "@hft/domain";
import type { EngineEvent, Snapshot } from "@hft/engine-client";
import type { Fill } from "@hft/wire";

/** An order change with the order right after it. */
export interface LiveChange {
  event: EngineEvent;
  change: OrderChange;
  order: Order;
}

export interface OrdersLive {
  reset(snapshot: Snapshot): void;
  apply(events: readonly EngineEvent[]): void;
  get(orderId: bigint): Order | undefined;
  byClientId(accountId: string, clientOrderId: string): Order | undefined;
  open(accounts: readonly string[]): Order[];
  /** True once a snapshot has told of every open order. */
  readonly isComplete: boolean;
  /** Orders of these accounts that changed lately, newest id first: what Postgres may not have yet. */
  recent(accounts: readonly string[]): Order[];
  /** Fills seen lately, newest first. */
  recentFills(accounts: readonly string[]): Fill[];
  /** The order as it was right after the event with this sequence. */
  changeAt(sequence: bigint): LiveChange | undefined;
}

export function createOrdersLive(recentMax = 20_000): OrdersLive {
  const open = new Map<bigint, Order>();
  /** Insertion order is age: re-inserted at each change, the oldest go first. */
  const recent = new Map<bigint, Order>();
  const byClientId = new Map<string, bigint>();
  const changes = new Map<bigint, LiveChange>();
  let isComplete = false;
  /** A Map steps over all that was deleted before its first entry: the oldest go many at once, not one an event. */
  const evictAbove = recentMax + recentMax / 8;
  const keyOf = (accountId: string, clientOrderId: string) => `${accountId}\n${clientOrderId}`;
  const get = (orderId: bigint) => open.get(orderId) ?? recent.get(orderId);

  /** One that is open stays to be found by its ids. */
  function forgetRecent({ orderId, accountId, clientOrderId }: Order): void {
    recent.delete(orderId);
    const key = keyOf(accountId, clientOrderId);
    if (!open.has(orderId) && byClientId.get(key) === orderId) byClientId.delete(key);
  }

  function evictRecent(): void {
    for (const order of recent.values()) {
      if (recent.size <= recentMax) break;
      forgetRecent(order);
    }
  }

  function evictChanges(): void {
    for (const sequence of changes.keys()) {
      if (changes.size <= recentMax) break;
      changes.delete(sequence);
    }
  }

  function keep(order: Order): void {
    if (isOpen(order.ordStatus)) open.set(order.orderId, order);
    else open.delete(order.orderId);
    recent.delete(order.orderId);
    recent.set(order.orderId, order);
    byClientId.set(keyOf(order.accountId, order.clientOrderId), order.orderId);
  }

  function applyOne(event: EngineEvent): void {
    const change = event.message;
    if (!change || !isOrderChange(change)) return;
    const order = applyOrderEvent(get(change.orderId) ?? null, change);
    keep(order);
    changes.set(event.sequence, { event, change, order });
  }

  return {
    get,
    get isComplete() {
      return isComplete;
    },
    reset(snapshot) {
      isComplete = true;
      const before = [...open.values()];
      open.clear();
      for (const message of snapshot.messages) {
        if (message.type !== "OrderState") continue;
        keep(orderFromState(message));
      }
      // What is no longer open has closed unheard: how, only Postgres will know.
      for (const order of before) if (!open.has(order.orderId)) forgetRecent(order);
    },
    apply(events) {
      events.forEach(applyOne);
      if (recent.size > evictAbove) evictRecent();
      if (changes.size > evictAbove) evictChanges();
    },
    byClientId(accountId, clientOrderId) {
      const orderId = byClientId.get(keyOf(accountId, clientOrderId));
      return orderId === undefined ? undefined : get(orderId);
    },
    open: (accounts) => [...open.values()].filter((order) => accounts.includes(order.accountId)),
    recent: (accounts) =>
      [...recent.values()]
        .filter((order) => accounts.includes(order.accountId))
        .sort((a, b) => (a.orderId < b.orderId ? 1 : -1)),
    recentFills: (accounts) =>
      [...changes.values()]
        .map(({ change }) => change)
        .filter(
          (change): change is Fill => change.type === "Fill" && accounts.includes(change.accountId),
        )
        .reverse(),
    changeAt: (sequence) => changes.get(sequence),
  };
}
