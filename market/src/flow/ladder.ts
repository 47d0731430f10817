// The quotes of one symbol: which levels should rest, which do, and the commands that lead from one to the other.
import type { Side } from "@hft/wire";

export interface Quote {
  clientOrderId: string;
  side: Side;
  px: bigint;
}

/** What to send next; the most urgent first. */
export type LadderStep =
  | { kind: "CANCEL"; quote: Quote }
  | { kind: "PLACE"; side: Side; px: bigint };

export interface LadderOptions {
  tickPx: bigint;
  /** Levels a side. */
  depth: number;
}

/** Keeps `depth` levels a side, beginning one tick off the target, and takes away what is on the wrong side or far off. */
export class Ladder {
  readonly #quotes = new Map<string, Quote>();
  readonly #options: LadderOptions;
  constructor(options: LadderOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#quotes.size;
  }
  add(quote: Quote): void {
    this.#quotes.set(quote.clientOrderId, quote);
  }
  /** Filled, canceled or refused. */
  remove(clientOrderId: string): void {
    this.#quotes.delete(clientOrderId);
  }

  steps(targetPx: bigint, max: number): LadderStep[] {
    const cancels = [...this.#quotes.values()]
      .filter((quote) => this.#isMisplaced(quote, targetPx))
      .map((quote): LadderStep => ({ kind: "CANCEL", quote }));
    return [...cancels, ...this.#missing(targetPx)].slice(0, max);
  }

  #isMisplaced({ side, px }: Quote, targetPx: bigint): boolean {
    const { tickPx, depth } = this.#options;
    const distance = side === "BUY" ? targetPx - px : px - targetPx;
    return distance <= 0n || distance > tickPx * BigInt(depth + 10);
  }

  #missing(targetPx: bigint): LadderStep[] {
    const { tickPx, depth } = this.#options;
    const taken = new Set([...this.#quotes.values()].map(({ side, px }) => `${side} ${px}`));
    const steps: LadderStep[] = [];
    for (let level = 1n; level <= BigInt(depth); level += 1n) {
      for (const side of ["BUY", "SELL"] as const) {
        const px = side === "BUY" ? targetPx - level * tickPx : targetPx + level * tickPx;
        if (px > 0n && !taken.has(`${side} ${px}`)) steps.push({ kind: "PLACE", side, px });
      }
    }
    return steps;
  }
}
