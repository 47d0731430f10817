// Which state of the feed belongs to which row. Commands are sent long before their effects are heard; a row is looked
// at once everything up to its last command, and nothing after it, has been applied.
import type { EngineEvent } from "@hft/engine-client";
import type { BookDelta, BookTop, CommandReply, Fill } from "@hft/wire";
import type { DepthBook } from "./depth-book.ts";

/** A command on its way; `reply` is there once it has been answered. */
export interface Sent {
  reply: CommandReply | null;
}

/** A point between two commands. */
export interface Checkpoint {
  /** The last command before it; null = none since the checkpoint before. */
  after: Sent | null;
  /** Called once, in order, with the makers' fills of that command. */
  look(fills: readonly Fill[]): void;
}

export class Checkpoints {
  readonly #book: DepthBook;
  readonly #symbol: string;
  #waiting: Checkpoint[] = [];
  #depth: (BookDelta | BookTop)[] = [];
  /** How many of those have been applied. */
  #depthAt = 0;
  readonly #fills = new Map<bigint, Fill[]>();
  /** Which command caused an event: depth is stamped with events, replies with commands. */
  readonly #commandOf = new Map<bigint, bigint>();
  #lastCommand = 0n;
  #appliedCommand = 0n;
  /** Everything up to this command belongs to the checkpoint that is looked at next. */
  #through = 0n;

  constructor(book: DepthBook, symbol: string) {
    this.#book = book;
    this.#symbol = symbol;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(checkpoint: Checkpoint): void {
    this.#waiting.push(checkpoint);
  }
  onDepth(message: BookDelta | BookTop): void {
    if (message.symbol === this.#symbol) this.#depth.push(message);
  }
  onEvents(events: readonly EngineEvent[]): void {
    for (const { message, sequence } of events) {
      if (!message) continue;
      const { commandSequence } = message;
      this.#lastCommand = commandSequence;
      this.#commandOf.set(sequence, commandSequence);
      if (message.type !== "Fill" || message.liquidity !== "MAKER") continue;
      const fills = this.#fills.get(commandSequence);
      if (fills) fills.push(message);
      else this.#fills.set(commandSequence, [message]);
    }
  }

  /** Looks at every checkpoint whose state is complete. */
  advance(): void {
    let at = 0;
    for (; at < this.#waiting.length; at += 1) {
      const { after, look } = this.#waiting[at] as Checkpoint;
      if (after && !after.reply) break;
      if (after?.reply) this.#through = after.reply.commandSequence;
      if (this.#lastCommand < this.#through || !this.#hasDepthThrough()) break;
      look(after ? this.#takeFills(this.#through) : []);
    }
    this.#waiting = this.#waiting.slice(at);
    this.#depth = this.#depth.slice(this.#depthAt);
    this.#depthAt = 0;
  }

  /** Numbers are dense: a change from behind the point shows that none before it is still to come. */
  #hasDepthThrough(): boolean {
    for (; this.#depthAt < this.#depth.length; this.#depthAt += 1) {
      const message = this.#depth[this.#depthAt] as BookDelta | BookTop;
      const command = this.#commandOf.get(message.asOfSequence);
      if (command === undefined) break;
      if (command > this.#through) return true;
      if (message.type === "BookDelta") this.#book.apply(message);
      else this.#book.check(message);
      this.#appliedCommand = command;
      this.#forgetBefore(message.asOfSequence);
    }
    return this.#appliedCommand === this.#through;
  }

  #forgetBefore(eventSequence: bigint): void {
    for (const sequence of this.#commandOf.keys()) {
      if (sequence >= eventSequence) return;
      this.#commandOf.delete(sequence);
    }
  }

  #takeFills(commandSequence: bigint): readonly Fill[] {
    const fills = this.#fills.get(commandSequence) ?? [];
    this.#fills.delete(commandSequence);
    return fills;
  }
}
