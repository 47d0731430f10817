// A LOBSTER day as commands to an engine: pure, one row in, commands out. It never looks at the engine, so whatever an
// engine does differently from the file shows as a difference and is not followed.
import type { Side } from "@hft/wire";
import { OrderQueues, type Queue, type Resting } from "./queues.ts";
import { type BookRow, type LobsterMessage, MessageType } from "./rows.ts";

/** One command, its order named by `ref`. PLACE rests; TAKE is immediate or canceled; REDUCE names the new orderQty. */
export type FlowCommand =
  | { kind: "PLACE" | "TAKE"; ref: string; side: Side; px: bigint; qty: bigint }
  | { kind: "REDUCE"; ref: string; qty: bigint }
  | { kind: "CANCEL"; ref: string };

export interface Execution {
  /** The resting order that the file says was hit; null where none is known that it could be. */
  maker: string | null;
  qty: bigint;
  px: bigint;
  /** The file itself passes over an order that was there before. */
  isSkipping: boolean;
}

/** What a message leads to. */
export interface FlowStep {
  commands: FlowCommand[];
  /** An execution that the file tells of. */
  execution: Execution | null;
}

/** What brings the book to the file's window after a row. */
export interface Alignment {
  commands: FlowCommand[];
  /** Levels that entered the window at its far edge and were taken over from the book file. */
  imports: number;
  /** Levels whose quantity the messages do not explain, replaced by what the book file says. */
  repairs: number;
}

const SIDES = ["BUY", "SELL"] as const;
const opposite = (side: Side): Side => (side === "BUY" ? "SELL" : "BUY");

export class LobsterFlow {
  readonly #queues = new OrderQueues();
  #count = 0;
  /** A level where the file executed an order that was not the first. */
  #skipped: { side: Side; px: bigint; left: string[] } | null = null;

  /** Refs of the orders that rest now. */
  get refs(): Set<string> {
    return this.#queues.refs();
  }

  /** These rest no more, though the file says so: the next `align` places their levels anew. */
  renew(refs: ReadonlySet<string>): void {
    this.#queues.break(refs);
  }

  /** The commands of one message. Hidden executions, crosses and halts leave the book alone. */
  step(message: LobsterMessage): FlowStep {
    if (message.type === MessageType.EXECUTE) return this.#execute(message);
    return { commands: this.#change(message), execution: null };
  }

  /**
   * To be called after each row, and for the first row alone, which it seeds: cancels what left the window (what happens
   * there is not in the file), places one anonymous order for each level that entered it.
   */
  align(book: BookRow): Alignment {
    const result: Alignment = { commands: this.#requeue(), imports: 0, repairs: 0 };
    for (const side of SIDES) this.#alignSide(side, book, result);
    return result;
  }

  #change({ type, orderId, side, px, qty }: LobsterMessage): FlowCommand[] {
    if (type === MessageType.ADD) return [this.#place({ ref: orderId, orderId, side, px, qty })];
    if (type !== MessageType.REDUCE && type !== MessageType.CANCEL) return [];
    const order = this.#queues.find(side, px, orderId);
    if (!order) return [];
    const isWhole =
      qty >= order.leavesQty || (type === MessageType.CANCEL && order.orderId !== null);
    if (isWhole) return [this.#cancel(order)];
    order.orderQty -= qty;
    this.#queues.take(order, qty);
    return [{ kind: "REDUCE", ref: order.ref, qty: order.orderQty }];
  }

  #execute({ orderId, side, px, qty }: LobsterMessage): FlowStep {
    const maker = this.#queues.find(side, px, orderId);
    this.#count += 1;
    const take: FlowCommand = {
      kind: "TAKE",
      ref: `t${this.#count}`,
      side: opposite(side),
      px,
      qty,
    };
    const isSkipping = maker !== undefined && !this.#queues.isFirst(maker);
    if (isSkipping) this.#skipped = { side, px, left: leftAfter(this.#queues.at(side, px), qty) };
    if (maker) this.#queues.take(maker, qty);
    return { commands: [take], execution: { maker: maker?.ref ?? null, qty, px, isSkipping } };
  }

  /** An engine that keeps time priority has filled the first instead: that level is queued anew as the file has it. */
  #requeue(): FlowCommand[] {
    if (!this.#skipped) return [];
    const { side, px, left } = this.#skipped;
    this.#skipped = null;
    const cancels = left.map((ref): FlowCommand => ({ kind: "CANCEL", ref }));
    const places = this.#queues
      .clear(side, px)
      .map(({ ref, orderId, leavesQty }) =>
        this.#place({ ref: this.#next(`${ref}.`), orderId, side, px, qty: leavesQty }),
      );
    return [...cancels, ...places];
  }

  #alignSide(side: Side, book: BookRow, result: Alignment): void {
    const wanted = new Set(book[side].map(({ px }) => px));
    for (const px of this.#queues.prices(side)) {
      if (!wanted.has(px)) result.commands.push(...this.#clear(side, px));
    }
    for (const { px, qty } of book[side]) {
      const queue = this.#queues.at(side, px);
      if (queue?.totalQty === qty && !queue.isBroken) continue;
      if (queue) result.repairs += 1;
      else result.imports += 1;
      const ref = this.#next("a");
      result.commands.push(...this.#clear(side, px));
      result.commands.push(this.#place({ ref, orderId: null, side, px, qty }));
    }
  }

  #clear(side: Side, px: bigint): FlowCommand[] {
    return this.#queues.clear(side, px).map(({ ref }) => ({ kind: "CANCEL", ref }));
  }

  #cancel(order: Resting): FlowCommand {
    this.#queues.take(order, order.leavesQty);
    return { kind: "CANCEL", ref: order.ref };
  }

  #place(wish: Pick<Resting, "ref" | "orderId" | "side" | "px"> & { qty: bigint }): FlowCommand {
    const { ref, orderId, side, px, qty } = wish;
    this.#queues.add({ ref, orderId, side, px, orderQty: qty, leavesQty: qty });
    return { kind: "PLACE", ref, side, px, qty };
  }

  #next(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }
}

/** Who still rests after `qty` was taken from the front of a queue. */
function leftAfter(queue: Queue | undefined, qty: bigint): string[] {
  let open = qty;
  const left: string[] = [];
  for (const { ref, leavesQty } of queue?.orders ?? []) {
    if (leavesQty > open) left.push(ref);
    open = open > leavesQty ? open - leavesQty : 0n;
  }
  return left;
}
