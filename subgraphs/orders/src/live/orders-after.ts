// Orders as they were right after events of long ago: every event of each such order, from its first on, folded again.
import { applyOrderEvent, isOrderChange, type Order } from "@hft/domain";
import type { EngineEvent } from "@hft/engine-client";
import { HistoryUnavailableError } from "@hft/service-kit";
import type { OrdersLive } from "./orders-live.ts";

/** Every event of these orders up to a sequence, in order. */
export type ReadOrderEvents = (orderIds: readonly bigint[], upTo: bigint) => Promise<EngineEvent[]>;

/**
 * Knows the order right after an event: from what this replica saw happen, else folded from `read`. `prepare` must have
 * been called with the event. Without the older events nothing is made up: `prepare` throws HISTORY_UNAVAILABLE.
 */
export function createOrdersAfter(live: OrdersLive, read: ReadOrderEvents) {
  let folded = new Map<bigint, Order>();

  async function prepare(events: readonly EngineEvent[]): Promise<void> {
    folded = new Map();
    const unseen = events.filter(({ sequence, message }) => {
      return message && isOrderChange(message) && !live.changeAt(sequence);
    });
    if (unseen.length === 0) return;
    const ids = new Set(unseen.map(orderIdOf));
    const upTo = unseen.at(-1)?.sequence ?? 0n;
    const missed = events.filter((event) => ids.has(orderIdOf(event)));
    try {
      folded = fold(ordered([...(await read([...ids], upTo)), ...missed]));
    } catch (error) {
      // Also when the table has not got an order's first event yet.
      throw new HistoryUnavailableError("The missed events cannot be read now; try again", error);
    }
  }

  return {
    prepare,
    at: (sequence: bigint): Order | undefined =>
      live.changeAt(sequence)?.order ?? folded.get(sequence),
  };
}

const orderIdOf = ({ message }: EngineEvent): bigint =>
  message && isOrderChange(message) ? message.orderId : -1n;

/** By sequence, each once: the table may lag behind what the engine replayed. */
function ordered(events: EngineEvent[]): EngineEvent[] {
  const bySequence = new Map(events.map((event) => [event.sequence, event]));
  return [...bySequence.values()].sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
}

function fold(events: readonly EngineEvent[]): Map<bigint, Order> {
  const orders = new Map<bigint, Order>();
  const after = new Map<bigint, Order>();
  for (const { sequence, message } of events) {
    if (!message || !isOrderChange(message)) continue;
    const order = applyOrderEvent(orders.get(message.orderId) ?? null, message);
    orders.set(message.orderId, order);
    after.set(sequence, order);
  }
  return after;
}
