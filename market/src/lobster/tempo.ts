// When a row of the file is due: its own time, played `speed` times as fast from a moment of ours.
import { setTimeout as pause } from "node:timers/promises";

/** Rows that are due within this are sent together. */
const TOGETHER_MS = 2;
const NS_PER_MS = 1_000_000;

export interface TempoOptions {
  /** 1 = as it was; Infinity = as fast as the engine answers. */
  speed: number;
  nowMs: () => number;
  /** Ends every wait. */
  signal: AbortSignal;
}

export class Tempo {
  readonly #options: TempoOptions;
  #startNs = 0n;
  #startMs = 0;

  constructor(options: TempoOptions) {
    this.#options = options;
  }

  /** From here on: the row of that time is due now. */
  begin(timeNs: bigint): void {
    this.#startNs = timeNs;
    this.#startMs = this.#options.nowMs();
  }

  /** Resolves when the row is due; rejects with an AbortError when stopped. */
  async due(timeNs: bigint): Promise<void> {
    const { speed, nowMs, signal } = this.#options;
    signal.throwIfAborted();
    const afterMs = Number(timeNs - this.#startNs) / NS_PER_MS / speed;
    const waitMs = this.#startMs + afterMs - nowMs();
    if (waitMs > TOGETHER_MS) await pause(waitMs, undefined, { signal });
  }

  /** A plain wait that ends with a stop, too. */
  pause(ms: number): Promise<void> {
    return pause(ms, undefined, { signal: this.#options.signal });
  }
}
