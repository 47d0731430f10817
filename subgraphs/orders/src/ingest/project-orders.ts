// Topic hft.orders.v1 (key account) → orders, executions, order_events. One partition holds all events of an account in
// order. An event that does not fit its order throws here; the projection then takes it out, puts it into the dead topic
// and stores the others, and the cursor moves past it (packages/engine-client/src/quarantine.ts).
import { applyOrderEvent, isOrderChange } from "@hft/domain";
import { type EngineEvent, together } from "@hft/engine-client";
import type { Fill } from "@hft/wire";
import type { PoolClient } from "pg";
import { insertEvents } from "../store/event-rows.ts";
import { insertExecutions } from "../store/execution-rows.ts";
import { ordersById, upsertOrders } from "../store/order-rows.ts";

/** Stores fresh events of one partition inside the projection's transaction. */
export async function projectOrders(tx: PoolClient, events: readonly EngineEvent[]): Promise<void> {
  for (const [sessionId, ofSession] of bySession(events)) {
    const fills = ofSession.map((e) => e.message).filter((m): m is Fill => m?.type === "Fill");
    await together([
      insertExecutions(tx, sessionId, fills),
      insertEvents(tx, sessionId, ofSession.filter(hasAccount)),
      changeOrders(tx, sessionId, ofSession),
    ]);
  }
}

const hasAccount = (
  e: EngineEvent,
): e is EngineEvent & { message: { accountId: string; orderId?: bigint } } =>
  e.message !== null && "accountId" in e.message;

async function changeOrders(
  tx: PoolClient,
  sessionId: string,
  events: readonly EngineEvent[],
): Promise<void> {
  const changes = events.map((e) => e.message).filter((m) => m !== null && isOrderChange(m));
  const known = await ordersById(tx, sessionId, [...new Set(changes.map((c) => c.orderId))]);
  const orders = new Map(known.map((order) => [order.orderId, order]));
  for (const change of changes) {
    orders.set(change.orderId, applyOrderEvent(orders.get(change.orderId) ?? null, change));
  }
  await upsertOrders(tx, sessionId, [...orders.values()]);
}

function bySession(events: readonly EngineEvent[]): Map<string, EngineEvent[]> {
  return Map.groupBy(events, (event) => event.sessionId);
}
