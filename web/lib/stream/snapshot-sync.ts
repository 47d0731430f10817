import { largerOf } from "../money/decimal.ts";
import type { Batch } from "./batch.ts";

/** What a batch means for the rows: apply its events now, keep it for later, or everything again. */
export type Verdict<Event> =
  | { readonly kind: "apply"; readonly events: readonly Event[] }
  | { readonly kind: "held" }
  /** Where it is renumbered, numbers from before say nothing of those that come. */
  | { readonly kind: "gap"; readonly at: bigint; readonly isRenumbered: boolean };

/** How a stream counts. */
export interface StreamKind<Event> {
  /** With a cursor numbers never go back, and older batches may come again; without one a server may count anew. */
  readonly isResumable: boolean;
  /** Needed where events are not absolute state: then each is compared by itself. */
  sequenceOf?(event: Event): bigint;
}

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
  readonly #kind: StreamKind<Event>;

  constructor(kind: StreamKind<Event>) {
    this.#kind = kind;
  }

  get isLive(): boolean {
    return this.#asOf !== undefined;
  }
  get from(): bigint | undefined {
    return this.#from;
  }

  onBatch(batch: Batch<Event>): Verdict<Event> {
    const known = this.#known();
    const isRenumbered = this.#isRenumbered(batch);
    if (known !== undefined && (isRenumbered || batch.previousSequence > known))
      return this.#gap(batch, known, isRenumbered);
    this.#from ??= batch.previousSequence;
    this.#last = largerOf(this.#last ?? batch.sequence, batch.sequence);
    if (known !== undefined && batch.sequence <= known) return { kind: "held" };
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

  /** Without a cursor no batch reaches back before the one that was heard last, unless it is that one again. */
  #isRenumbered({ previousSequence, sequence }: Batch<Event>): boolean {
    const last = this.#last;
    if (this.#kind.isResumable || last === undefined) return false;
    return sequence < last || (previousSequence < last && sequence > last);
  }

  #gap(batch: Batch<Event>, at: bigint, isRenumbered: boolean): Verdict<Event> {
    this.reset();
    this.#last = batch.sequence;
    // Joined on its way from changes in the old numbers and in the new: only what follows can be told apart.
    const isMixed = batch.sequence < batch.previousSequence;
    this.#from = isMixed ? batch.sequence : batch.previousSequence;
    if (!isMixed) this.#held.push(batch);
    return { kind: "gap", at, isRenumbered };
  }

  #above(batch: Batch<Event>, asOf: bigint): readonly Event[] {
    if (batch.sequence <= asOf) return [];
    const { sequenceOf } = this.#kind;
    return sequenceOf ? batch.events.filter((event) => sequenceOf(event) > asOf) : batch.events;
  }
}
