import { type Backoff, createBackoff } from "./backoff.ts";
import type { Batch, Snapshot } from "./batch.ts";
import type { Frame } from "./frame.ts";
import { SnapshotSync } from "./snapshot-sync.ts";

export interface StreamHandlers<Event> {
  batch(batch: Batch<Event>): void;
  /** `isCursorLost` says that no cursor leads back: begin with a snapshot. */
  ended(reason: string, isCursorLost: boolean): void;
}

/** Where a table comes from and what its rows are. */
export interface LiveTableSource<Row, Event> {
  /** A private stream goes on behind `after`; one that cannot resume is asked for a snapshot again. */
  readonly isResumable: boolean;
  subscribe(after: string | undefined, on: StreamHandlers<Event>): () => void;
  /** `from` is where the stream began: the snapshot must not be older. */
  snapshot(from: bigint): Promise<Snapshot<Row>>;
  keyOf(row: Row): string;
  apply(rows: Map<string, Row>, event: Event): void;
  sequenceOf?(event: Event): bigint;
  /** The rows in the order they are shown in. */
  arrange(rows: Iterable<Row>): readonly Row[];
}

export type TablePhase =
  | { readonly kind: "loading"; readonly error?: string }
  | { readonly kind: "live" }
  | { readonly kind: "gap"; readonly at: string }
  | { readonly kind: "reconnecting"; readonly reason: string };

/** What readers see; a new object whenever something changed, at most once per frame. */
export interface TableView<Row> {
  readonly rows: readonly Row[];
  readonly phase: TablePhase;
  /** Snapshots taken after the first: gaps and lost cursors. */
  readonly resyncs: number;
}

/** One live table: subscribe → buffer → snapshot → replay, for as long as it is started. */
export class LiveTable<Row, Event> {
  readonly #source: LiveTableSource<Row, Event>;
  readonly #frame: Frame;
  readonly #sync: SnapshotSync<Event>;
  readonly #rows = new Map<string, Row>();
  readonly #listeners = new Set<() => void>();
  readonly #streamBackoff: Backoff;
  readonly #snapshotBackoff: Backoff;
  #view: TableView<Row> = { rows: [], phase: { kind: "loading" }, resyncs: 0 };
  #phase: TablePhase = { kind: "loading" };
  #resyncs = 0;
  #cursor: string | undefined;
  #stop: (() => void) | undefined;
  /** What an earlier stream says is dropped. */
  #epoch = 0;
  /** So is the answer to a question that no longer counts. */
  #question = 0;
  #isStarted = false;
  #isAsking = false;

  constructor(
    source: LiveTableSource<Row, Event>,
    deps: { frame: Frame; backoff?: () => Backoff },
  ) {
    this.#source = source;
    this.#frame = deps.frame;
    this.#sync = new SnapshotSync(source);
    this.#streamBackoff = deps.backoff?.() ?? createBackoff();
    this.#snapshotBackoff = deps.backoff?.() ?? createBackoff();
  }

  readonly getView = (): TableView<Row> => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#open();
  }

  stop(): void {
    this.#isStarted = false;
    this.#epoch += 1;
    this.#streamBackoff.cancel();
    this.#dropQuestion();
    this.#stop?.();
    this.#stop = undefined;
    this.#forget();
  }

  /** Adds rows that a later reading of history found. */
  merge(rows: readonly Row[]): number {
    const missing = rows.filter((row) => !this.#rows.has(this.#source.keyOf(row)));
    for (const row of missing) this.#rows.set(this.#source.keyOf(row), row);
    if (missing.length > 0) this.#changed();
    return missing.length;
  }

  #open(): void {
    const epoch = this.#epoch;
    const isOurs = () => this.#isStarted && epoch === this.#epoch;
    this.#stop = this.#source.subscribe(this.#cursor, {
      batch: (batch) => isOurs() && this.#onBatch(batch),
      ended: (reason, isCursorLost) => isOurs() && this.#onEnded(reason, isCursorLost),
    });
  }

  #onBatch(batch: Batch<Event>): void {
    this.#streamBackoff.reset();
    if (this.#source.isResumable) this.#cursor = batch.cursor;
    const verdict = this.#sync.onBatch(batch);
    if (verdict.kind === "apply") this.#applyAll(verdict.events);
    if (verdict.kind === "gap") {
      this.#resyncs += 1;
      this.#phase = { kind: "gap", at: String(verdict.at) };
      // An answer in the old numbers would pass for one that is ahead of all the new ones.
      if (verdict.isRenumbered) this.#dropQuestion();
    } else if (this.#sync.isLive) this.#phase = { kind: "live" };
    this.#changed();
    if (!this.#sync.isLive) this.#askSnapshot();
  }

  #onEnded(reason: string, isCursorLost: boolean): void {
    this.#epoch += 1;
    this.#dropQuestion();
    this.#phase = { kind: "reconnecting", reason };
    if (isCursorLost || !this.#source.isResumable || !this.#cursor) this.#forget();
    this.#changed();
    this.#streamBackoff.again(() => this.#open());
  }

  /** Rows stay on the screen, marked, until a new snapshot replaces them. */
  #forget(): void {
    this.#cursor = undefined;
    this.#sync.reset();
  }

  #dropQuestion(): void {
    this.#question += 1;
    this.#isAsking = false;
    this.#snapshotBackoff.cancel();
  }

  #askSnapshot(): void {
    const { from } = this.#sync;
    if (this.#isAsking || from === undefined) return;
    this.#isAsking = true;
    const question = this.#question;
    this.#source.snapshot(from).then(
      (snapshot) => question === this.#question && this.#onSnapshot(snapshot),
      (error: unknown) => question === this.#question && this.#onSnapshotFailed(String(error)),
    );
  }

  #onSnapshot({ items, asOfSequence }: Snapshot<Row>): void {
    const events = this.#sync.onSnapshot(asOfSequence);
    if (!events) {
      this.#onSnapshotFailed("the snapshot is older than the stream");
      return;
    }
    this.#isAsking = false;
    this.#snapshotBackoff.reset();
    this.#rows.clear();
    for (const row of items) this.#rows.set(this.#source.keyOf(row), row);
    this.#phase = { kind: "live" };
    this.#applyAll(events);
    this.#changed();
  }

  #onSnapshotFailed(error: string): void {
    if (this.#phase.kind === "loading") this.#phase = { kind: "loading", error };
    this.#changed();
    this.#snapshotBackoff.again(() => {
      this.#isAsking = false;
      this.#askSnapshot();
    });
  }

  #applyAll(events: readonly Event[]): void {
    for (const event of events) this.#source.apply(this.#rows, event);
  }

  #changed(): void {
    this.#frame(this.#flush);
  }

  readonly #flush = (): void => {
    const rows = this.#source.arrange(this.#rows.values());
    this.#view = { rows, phase: this.#phase, resyncs: this.#resyncs };
    for (const listener of this.#listeners) listener();
  };
}
