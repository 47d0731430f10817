// What the engine said in the last minutes, as bytes only: a backlog of Kafka is checked against it. Kept outside the
// JavaScript heap, so that it can reach further back than the ring of events at no cost to the garbage collector.
import type { EngineEvent } from "@hft/engine-client";

/** 90 s at 700 events a second; an outage of half a minute, the broker's start and the catching up are less. */
const SLOTS = 65_536;
/** The longest event has 259 bytes; one that is longer is not kept. */
const SLOT_BYTES = 320;

/** Bounded and dense, 20 MiB: of the newest events, the bytes. One owner. */
export class EventBytes {
  readonly #slots: number;
  readonly #memory: Buffer;
  readonly #lengths: Uint16Array;
  /** The sequences that are held, both included; none where `#newest` is the lower. */
  #oldest = 1n;
  #newest = 0n;

  constructor(slots = SLOTS) {
    this.#slots = slots;
    this.#memory = Buffer.alloc(slots * SLOT_BYTES);
    this.#lengths = new Uint16Array(slots);
  }

  /** Takes events that follow each other, and the last one taken; else what was held is forgotten. */
  push(events: readonly EngineEvent[]): void {
    for (const { sequence, bytes } of events) {
      if (sequence !== this.#newest + 1n) this.#oldest = sequence;
      this.#newest = sequence;
      const slot = Number(sequence % BigInt(this.#slots));
      this.#lengths[slot] =
        bytes.length > SLOT_BYTES ? 0 : bytes.copy(this.#memory, slot * SLOT_BYTES);
    }
    const full = this.#newest - BigInt(this.#slots) + 1n;
    if (this.#oldest < full) this.#oldest = full;
  }

  /** Begins anew: what comes next does not join what was held. */
  clear(): void {
    this.#oldest = this.#newest + 1n;
  }

  /** The bytes at a place, while they are held; good until the next `push`. */
  at(sequence: bigint): Buffer | undefined {
    if (sequence < this.#oldest || sequence > this.#newest) return undefined;
    const slot = Number(sequence % BigInt(this.#slots));
    const length = this.#lengths[slot] as number;
    return length === 0
      ? undefined
      : this.#memory.subarray(slot * SLOT_BYTES, slot * SLOT_BYTES + length);
  }
}
