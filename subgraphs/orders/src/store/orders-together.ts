// Orders of long ago, one query for all that are asked for at once: a page of fills names an order with each.
import type { Order } from "@hft/domain";

type Read = (orderIds: readonly bigint[]) => Promise<readonly Order[]>;

/** Ids of one query: a page is at most so long. */
const MOST = 500;

/** Those asked for before the event loop turns go together; each hears what became of their query. */
export function ordersTogether(read: Read): (orderId: bigint) => Promise<Order | undefined> {
  let next: { ids: Set<bigint>; orders: Promise<ReadonlyMap<bigint, Order>> } | undefined;

  async function readSoon(ids: ReadonlySet<bigint>): Promise<ReadonlyMap<bigint, Order>> {
    await new Promise((turn) => setImmediate(turn));
    if (next?.ids === ids) next = undefined;
    return new Map((await read([...ids])).map((order) => [order.orderId, order]));
  }

  return async (orderId) => {
    if (!next || next.ids.size >= MOST) {
      const ids = new Set<bigint>();
      next = { ids, orders: readSoon(ids) };
    }
    next.ids.add(orderId);
    return (await next.orders).get(orderId);
  };
}
