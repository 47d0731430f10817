// The queues of one symbol as the file tells them: which orders rest at a price, in which order. An order that the file
// never named (it was there before, or entered at the far edge of the window) is anonymous, and ahead of the named ones.
import type { Side } from "@hft/wire";

/** An order that rests in the file's book. */
export interface Resting {
  /** Names it in commands; unique within a flow. */
  ref: string;
  /** Of the file; null = anonymous. */
  orderId: string | null;
  side: Side;
  px: bigint;
  /** As placed, less what was reduced; fills do not change it. */
  orderQty: bigint;
  leavesQty: bigint;
}

/** One price: its orders, first in time first. */
export interface Queue {
  orders: Resting[];
  totalQty: bigint;
  /** No longer what rests in the engine. */
  isBroken?: boolean;
}

export class OrderQueues {
  readonly #sides: Record<Side, Map<bigint, Queue>> = { BUY: new Map(), SELL: new Map() };

  at(side: Side, px: bigint): Queue | undefined {
    return this.#sides[side].get(px);
  }
  prices(side: Side): bigint[] {
    return [...this.#sides[side].keys()];
  }
  /** The order of that id, else the anonymous one of the level that stands for all unnamed. */
  find(side: Side, px: bigint, orderId: string): Resting | undefined {
    const orders = this.at(side, px)?.orders ?? [];
    return (
      orders.find((order) => order.orderId === orderId) ??
      orders.find((order) => order.orderId === null)
    );
  }
  isFirst(order: Resting): boolean {
    return this.at(order.side, order.px)?.orders[0] === order;
  }
  add(order: Resting): void {
    const queue = this.at(order.side, order.px) ?? { orders: [], totalQty: 0n };
    queue.orders.push(order);
    queue.totalQty += order.leavesQty;
    this.#sides[order.side].set(order.px, queue);
  }
  /** Takes from what is open; an order that has nothing left is gone. */
  take(order: Resting, qty: bigint): void {
    const queue = this.at(order.side, order.px);
    if (!queue) return;
    const taken = qty < order.leavesQty ? qty : order.leavesQty;
    order.leavesQty -= taken;
    queue.totalQty -= taken;
    if (order.leavesQty > 0n) return;
    queue.orders.splice(queue.orders.indexOf(order), 1);
    if (queue.orders.length === 0) this.#sides[order.side].delete(order.px);
  }
  /** Empties a price and hands back what was there. */
  clear(side: Side, px: bigint): Resting[] {
    const orders = this.at(side, px)?.orders ?? [];
    this.#sides[side].delete(px);
    return orders;
  }
  /** Marks the prices where one of these rests. */
  break(refs: ReadonlySet<string>): void {
    for (const side of ["BUY", "SELL"] as const)
      for (const queue of this.#sides[side].values())
        if (queue.orders.some(({ ref }) => refs.has(ref))) queue.isBroken = true;
  }
  refs(): Set<string> {
    const refs = new Set<string>();
    for (const side of ["BUY", "SELL"] as const)
      for (const { orders } of this.#sides[side].values())
        for (const { ref } of orders) refs.add(ref);
    return refs;
  }
}
