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

describe("a snapshot joined with its stream", () => {
  it("ends equal to the server, whatever is late, lost, repeated or behind", () => {
    let gaps = 0;
    const property = fc.property(
      logArbitrary,
      fc.array(stepArbitrary, { minLength: 40, maxLength: 40 }),
      fc.nat(10),
      (log, steps, start) => {
        const begin = BigInt(Math.min(start, log.length));
        const sync = new SnapshotSync<Change>((change) => change.sequence);
        const run: Run = { sync, state: new Map(), server: begin, gaps: 0 };
        deliver(run, batchOf([], begin));
        let wait = 0;
        for (const { size, isLost, isRepeated, delay, lag } of steps) {
          const events = log.filter((c) => c.sequence > run.server).slice(0, size);
          if (events.length === 0) break;
          const batch = batchOf(events, run.server);
          run.server = batch.sequence;
          if (!isLost) deliver(run, batch);
          if (!isLost && isRepeated) deliver(run, batch);
          if (sync.isLive) wait = delay;
          else if (wait > 0) wait -= 1;
          else answer(run, log, run.server - BigInt(Math.min(lag, Number(run.server))));
        }
        // A heartbeat of the stream shows the last loss, and one fresh answer mends it.
        deliver(run, batchOf([], run.server));
        if (!sync.isLive) expect(answer(run, log, run.server)).toBe(true);
        gaps += run.gaps;
        expect(run.state).toEqual(stateAt(log, run.server));
      },
    );
    fc.assert(property, { numRuns: 2_000 });
    expect(gaps).toBeGreaterThan(100);
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

  it("lets nothing be missed between stream and snapshot (canary: held batches thrown away)", () => {
    const log = [{ sequence: 11n, key: "a", value: 1 }];
    const sync = new SnapshotSync<Change>();
    sync.onBatch(batchOf([], 10n));
    sync.onBatch(batchOf(log, 10n));
    expect(sync.onSnapshot(10n)).toEqual(log);
  });
});
