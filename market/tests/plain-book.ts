// A matching engine in its simplest words, for tests of the flow: price, then time, and nothing else.
import { smaller } from "@hft/domain";
import type { Side } from "@hft/wire";
import type { FlowCommand } from "../src/lobster/flow.ts";
import type { BookRow } from "../src/lobster/rows.ts";

interface Order {
  ref: string;
  side: Side;
  px: bigint;
  orderQty: bigint;
  leavesQty: bigint;
}

export class PlainBook {
  /** In the order of arrival. */
  #orders: Order[] = [];

  /** Refs of those that were hit. Throws where a command names no order that rests. */
  apply(command: FlowCommand): string[] {
    if (command.kind === "TAKE") return this.#take(command);
    if (command.kind === "PLACE") {
      const { ref, side, px, qty } = command;
      this.#orders.push({ ref, side, px, orderQty: qty, leavesQty: qty });
      return [];
    }
    const order = this.#orders.find(({ ref }) => ref === command.ref);
    if (!order) throw new Error(`${command.kind} of ${command.ref}, which does not rest`);
    const less = command.kind === "REDUCE" ? order.orderQty - command.qty : order.leavesQty;
    if (command.kind === "REDUCE") order.orderQty = command.qty;
    this.#fill(order, less);
    return [];
  }

  levels(): BookRow {
    return { BUY: this.#side("BUY"), SELL: this.#side("SELL") };
  }

  #take({ side, px, qty }: Extract<FlowCommand, { kind: "PLACE" | "TAKE" }>): string[] {
    const rest = this.#orders
      .filter((order) => order.side !== side && (side === "BUY" ? order.px <= px : order.px >= px))
      .sort((a, b) => (a.px === b.px ? 0 : a.px < b.px === (side === "BUY") ? -1 : 1));
    const hit: string[] = [];
    let open = qty;
    for (const order of rest) {
      if (open === 0n) break;
      const taken = smaller(order.leavesQty, open);
      open -= taken;
      hit.push(order.ref);
      this.#fill(order, taken);
    }
    return hit;
  }

  #fill(order: Order, qty: bigint): void {
    order.leavesQty -= qty;
    if (order.leavesQty <= 0n) this.#orders = this.#orders.filter((other) => other !== order);
  }

  #side(side: Side): { px: bigint; qty: bigint }[] {
    const levels = new Map<bigint, bigint>();
    for (const order of this.#orders)
      if (order.side === side) levels.set(order.px, (levels.get(order.px) ?? 0n) + order.leavesQty);
    return [...levels]
      .map(([px, qty]) => ({ px, qty }))
      .sort((a, b) => (a.px < b.px === (side === "SELL") ? -1 : 1));
  }
}
