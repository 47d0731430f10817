// The gap machine, without clock or socket: frames in, dense events out, and what to ask for.
import type { EngineEvent } from "./event.ts";

/** What a frame led to. */
export interface GateStep {
  /** Events to apply now, dense. */
  apply: EngineEvent[];
  /** A range that is missing and has not been asked for yet. */
  request: { from: bigint; to: bigint } | null;
  /** The buffer is full: give up and take a snapshot. */
  isOverflow: boolean;
}

/**
 * `sequence = expected` apply · `<` drop as a repeat · `>` buffer, ask for the gap, apply in order. A heartbeat that names
 * a later next sequence shows a lost tail.
 */
export class SequenceGate {
  #expected: bigint;
  #askedTo = 0n;
  /** One past the highest sequence heard of: behind a closed hole there may be another. */
  #next = 0n;
  readonly #buffer = new Map<bigint, EngineEvent>();
  readonly #capacity: number;

  constructor(expected: bigint, capacity = 100_000) {
    this.#expected = expected;
    this.#capacity = capacity;
  }

  /** The next sequence to be applied. */
  get expected(): bigint {
    return this.#expected;
  }
  /** True while events are known to be missing. */
  get hasGap(): boolean {
    return this.#askedTo >= this.#expected;
  }

  /** Events of a frame or of a replay, and the sequence after the last of them. */
  take(events: readonly EngineEvent[], nextSequence: bigint): GateStep {
    for (const event of events) {
      if (event.sequence >= this.#expected) this.#buffer.set(event.sequence, event);
    }
    if (nextSequence > this.#next) this.#next = nextSequence;
    const apply = this.#drain();
    return { apply, request: this.#missing(), isOverflow: this.#buffer.size > this.#capacity };
  }

  /** A replay failed: the next frame asks again. */
  forgetRequest(): void {
    this.#askedTo = this.#expected - 1n;
  }

  #drain(): EngineEvent[] {
    const apply: EngineEvent[] = [];
    for (
      let next = this.#buffer.get(this.#expected);
      next;
      next = this.#buffer.get(this.#expected)
    ) {
      this.#buffer.delete(this.#expected);
      this.#expected += 1n;
      apply.push(next);
    }
    return apply;
  }

  #missing(): { from: bigint; to: bigint } | null {
    let last = this.#next - 1n;
    for (const sequence of this.#buffer.keys()) if (sequence <= last) last = sequence - 1n;
    if (last < this.#expected || last <= this.#askedTo) return null;
    const from = this.#askedTo >= this.#expected ? this.#askedTo + 1n : this.#expected;
    this.#askedTo = last;
    return { from, to: last };
  }
}
