import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Batch } from "./batch.ts";
import { SnapshotSync } from "./snapshot-sync.ts";

interface Change {
  sequence: bigint;
  key: string;
  /** 0 = the row is gone. */
  value: number;
}
type State = Map<string, number>;

function apply(state: State, { key, value }: Change): void {
  if (value === 0) state.delete(key);
  else state.set(key, value);
}

function stateAt(log: readonly Change[], sequence: bigint): State {
  const state: State = new Map();
  for (const change of log) if (change.sequence <= sequence) apply(state, change);
  return state;
}

const batchOf = (events: readonly Change[], previousSequence: bigint): Batch<Change> => ({
  events,
  previousSequence,
  sequence: events.at(-1)?.sequence ?? previousSequence,
  cursor: "",
});

const logArbitrary = fc
  .array(fc.record({ key: fc.constantFrom("a", "b", "c", "d"), value: fc.nat(3) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((changes) => changes.map((change, i) => ({ ...change, sequence: BigInt(i + 1) })));

/** What the network may do between two batches. */
const stepArbitrary = fc.record({
  size: fc.integer({ min: 1, max: 5 }),
  isLost: fc.boolean(),
  isRepeated: fc.boolean(),
  /** How many batches later a snapshot that was asked for arrives. */
  delay: fc.nat(3),
  /** How far behind the engine the replica is that answers. */
  lag: fc.nat(3),
});

interface Run {
  sync: SnapshotSync<Change>;
  state: State;
  server: bigint;
  gaps: number;
  /** Batches until the next answer. */
  wait: number;
}

function deliver(run: Run, batch: Batch<Change>): void {
  const verdict = run.sync.onBatch(batch);
  if (verdict.kind === "gap") run.gaps += 1;
  if (verdict.kind === "apply") for (const change of verdict.events) apply(run.state, change);
}

/** The answer of a replica that has seen `asOf`; false when it was too old to be used. */
function answer(run: Run, log: readonly Change[], asOf: bigint): boolean {
  const events = run.sync.onSnapshot(asOf);
  if (!events) return false;
  run.state = stateAt(log, asOf);
  for (const change of events) apply(run.state, change);
  return true;
}

type Step = { size: number; isLost: boolean; isRepeated: boolean; delay: number; lag: number };

/** One batch on its way, and the answer that may come after it. */
function move(run: Run, log: readonly Change[], step: Step): void {
  const events = log.filter((c) => c.sequence > run.server).slice(0, step.size);
  if (events.length === 0) return;
  const batch = batchOf(events, run.server);
  run.server = batch.sequence;
  if (!step.isLost) deliver(run, batch);
  if (!step.isLost && step.isRepeated) deliver(run, batch);
  if (run.sync.isLive) run.wait = step.delay;
  else if (run.wait > 0) run.wait -= 1;
  else answer(run, log, run.server - BigInt(Math.min(step.lag, Number(run.server))));
}

function isEqual(a: State, b: State): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

/** Plays random traffic against a way of joining; counts the gaps it saw. */
function play(make: () => SnapshotSync<Change>) {
  const seen = { gaps: 0 };
  const steps = fc.array(stepArbitrary, { minLength: 40, maxLength: 40 });
  const property = fc.property(logArbitrary, steps, fc.nat(10), (log, traffic, start) => {
    const server = BigInt(Math.min(start, log.length));
    const run: Run = { sync: make(), state: new Map(), server, gaps: 0, wait: 0 };
    deliver(run, batchOf([], server));
    for (const step of traffic) move(run, log, step);
    // A heartbeat of the stream shows the last loss, and one fresh answer mends it.
    deliver(run, batchOf([], run.server));
    if (!run.sync.isLive && !answer(run, log, run.server)) return false;
    seen.gaps += run.gaps;
    return isEqual(run.state, stateAt(log, run.server));
  });
  return { details: fc.check(property, { numRuns: 2_000 }), seen };
}

describe("a snapshot joined with its stream", () => {
  it("ends equal to the server, whatever is late, lost, repeated or behind", () => {
    const { details, seen } = play(() => new SnapshotSync((change) => change.sequence));
    expect(details.failed, JSON.stringify(details.counterexample)).toBe(false);
    expect(seen.gaps).toBeGreaterThan(100);
  });

  it("is caught by this test when it overlooks gaps or takes old snapshots (canaries)", () => {
    class Blind extends SnapshotSync<Change> {
      override onBatch(batch: Batch<Change>) {
        return super.onBatch({ ...batch, previousSequence: 0n });
      }
    }
    class Hasty extends SnapshotSync<Change> {
      override onSnapshot(asOf: bigint) {
        const { from = asOf } = this;
        return super.onSnapshot(asOf < from ? from : asOf);
      }
    }
    expect(play(() => new Blind((change) => change.sequence)).details.failed).toBe(true);
    expect(play(() => new Hasty((change) => change.sequence)).details.failed).toBe(true);
  });

  it("refuses a snapshot that is older than the stream", () => {
    const sync = new SnapshotSync<Change>();
    sync.onBatch(batchOf([], 10n));
    expect(sync.onSnapshot(9n)).toBeUndefined();
    expect(sync.onSnapshot(10n)).toEqual([]);
  });

  it("names the place of a gap", () => {
    const sync = new SnapshotSync<Change>();
    sync.onBatch(batchOf([], 10n));
    sync.onSnapshot(10n);
    const verdict = sync.onBatch(batchOf([{ sequence: 13n, key: "a", value: 1 }], 12n));
    expect(verdict).toEqual({ kind: "gap", at: 10n });
    expect(sync.isLive).toBe(false);
  });
});
