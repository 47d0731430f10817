// The last events of a replica, for resume without asking anybody.
import type { EngineEvent } from "@hft/engine-client";

/** Bounded and dense: holds the newest `capacity` events. Not thread-safe; one owner. */
export class EventRing {
  readonly #events: EngineEvent[] = [];
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(events: readonly EngineEvent[]): void {
    for (const event of events) this.#events.push(event);
    if (this.#events.length > this.#capacity * 1.25)
      this.#events.splice(0, this.#events.length - this.#capacity);
  }

  /** Begins anew: what comes next does not join what was held. */
  clear(): void {
    this.#events.length = 0;
  }

  /** Lowest sequence held; null while empty. */
  get oldest(): bigint | null {
    return this.#events[0]?.sequence ?? null;
  }

  /** Events above `sequence`, or null when some of them are no longer (or not yet) here. */
  after(sequence: bigint): EngineEvent[] | null {
    const oldest = this.oldest;
    if (oldest === null || sequence + 1n < oldest) return null;
    return this.#events.slice(Math.max(0, Number(sequence + 1n - oldest)));
  }

  /** The event with this sequence, while it is held. */
  at(sequence: bigint): EngineEvent | undefined {
    const oldest = this.oldest;
    return oldest === null || sequence < oldest
      ? undefined
      : this.#events[Number(sequence - oldest)];
  }

  /** Newest first. */
  *newest(): Generator<EngineEvent> {
    for (let i = this.#events.length - 1; i >= 0; i -= 1) yield this.#events[i] as EngineEvent;
  }
}
