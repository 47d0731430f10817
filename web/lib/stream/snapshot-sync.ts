import { largerOf } from "../money/decimal.ts";
import type { Batch } from "./batch.ts";

/** What a batch means for the rows: apply its events now, keep it for later, or everything again. */
export type Verdict<Event> =
  | { readonly kind: "apply"; readonly events: readonly Event[] }
  | { readonly kind: "held" }
  | { readonly kind: "gap"; readonly at: bigint };

/**
 * Joins a stream of changes with a snapshot that is asked for while the stream already runs.
 * Batches are held until the snapshot is there, then those above it are applied. No timers, no I/O.
 */
export class SnapshotSync<Event> {
  #held: Batch<Event>[] = [];
  /** From here on the stream is known to be complete. */
  #from: bigint | undefined;
  #last: bigint | undefined;
  #asOf: bigint | undefined;
  readonly #sequenceOf: ((event: Event) => bigint) | undefined;

  /** `sequenceOf` is needed where events are not absolute state: then each is compared by itself. */
  constructor(sequenceOf?: (event: Event) => bigint) {
    this.#sequenceOf = sequenceOf;
  }

  get isLive(): boolean {
    return this.#asOf !== undefined;
  }
  get from(): bigint | undefined {
    return this.#from;
  }

  onBatch(batch: Batch<Event>): Verdict<Event> {
    const known = this.#known();
    if (known !== undefined && batch.previousSequence > known) return this.#gap(batch, known);
    this.#from ??= batch.previousSequence;
    if (known !== undefined && batch.sequence <= known) return { kind: "held" };
    this.#last = batch.sequence;
    if (this.#asOf !== undefined) return { kind: "apply", events: this.#above(batch, this.#asOf) };
    this.#held.push(batch);
    return { kind: "held" };
  }

  /** The events to replay on top of the snapshot; undefined when it is older than the stream. */
  onSnapshot(asOf: bigint): readonly Event[] | undefined {
    if (this.#from === undefined || asOf < this.#from) return undefined;
    this.#asOf = asOf;
    const events = this.#held.flatMap((batch) => this.#above(batch, asOf));
    this.#held = [];
    return events;
  }

  /** The stream begins anew, with no memory of where it was. */
  reset(): void {
    this.#held = [];
    this.#from = undefined;
    this.#last = undefined;
    this.#asOf = undefined;
  }

  #known(): bigint | undefined {
    if (this.#last === undefined || this.#asOf === undefined) return this.#last ?? this.#asOf;
    return largerOf(this.#last, this.#asOf);
  }

  #gap(batch: Batch<Event>, at: bigint): Verdict<Event> {
    this.reset();
    this.#from = batch.previousSequence;
    this.#last = batch.sequence;
    this.#held.push(batch);
    return { kind: "gap", at };
  }

  #above(batch: Batch<Event>, asOf: bigint): readonly Event[] {
    if (batch.sequence <= asOf) return [];
    const sequenceOf = this.#sequenceOf;
    return sequenceOf ? batch.events.filter((event) => sequenceOf(event) > asOf) : batch.events;
  }
}
