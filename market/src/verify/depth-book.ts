// One symbol's levels as the depth topic tells them, and nothing else. Every number must follow the one before.
import type { BookDelta, BookTop, Side } from "@hft/wire";
import type { BookLevel } from "../lobster/rows.ts";

/** The feed contradicts itself or left something out. */
export class DepthBroken extends Error {
  override name = "DepthBroken";
}

export class DepthBook {
  readonly #levels: Record<Side, Map<bigint, bigint>> = { BUY: new Map(), SELL: new Map() };
  #bookSequence = 0n;
  #asOfSequence = 0n;

  /** Event sequence of the last delta. */
  get asOfSequence(): bigint {
    return this.#asOfSequence;
  }
  get bookSequence(): bigint {
    return this.#bookSequence;
  }

  apply(delta: BookDelta): void {
    const { bookSequence, asOfSequence } = delta;
    if (bookSequence !== this.#bookSequence + 1n)
      throw new DepthBroken(`bookSequence ${bookSequence} came after ${this.#bookSequence}`);
    if (asOfSequence <= this.#asOfSequence)
      throw new DepthBroken(
        `delta ${bookSequence} is as of ${asOfSequence}, the one before as of ${this.#asOfSequence}`,
      );
    this.#bookSequence = bookSequence;
    this.#asOfSequence = asOfSequence;
    for (const { side, px, qty } of delta.levels) {
      if (qty === 0n) this.#levels[side].delete(px);
      else this.#levels[side].set(px, qty);
    }
  }

  /** A BookTop repeats what the levels say. */
  check(top: BookTop): void {
    const bid = this.best("BUY", 1)[0] ?? { px: 0n, qty: 0n };
    const ask = this.best("SELL", 1)[0] ?? { px: 0n, qty: 0n };
    const isSame =
      top.bookSequence === this.#bookSequence &&
      top.bidPx === bid.px &&
      top.bidQty === bid.qty &&
      top.askPx === ask.px &&
      top.askQty === ask.qty;
    if (!isSame) throw new DepthBroken(`BookTop ${top.bookSequence} differs from the levels`);
  }

  /** The best levels of a side, at most `depth`. */
  best(side: Side, depth: number): BookLevel[] {
    const isBetter = side === "BUY" ? -1 : 1;
    return [...this.#levels[side]]
      .map(([px, qty]) => ({ px, qty }))
      .sort((a, b) => (a.px < b.px ? -isBetter : isBetter))
      .slice(0, depth);
  }
}
