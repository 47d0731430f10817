import { describe, expect, it } from "vitest";
import type { Backoff } from "./backoff.ts";
import type { Batch, Snapshot } from "./batch.ts";
import { createFrame } from "./frame.ts";
import { LiveTable, type StreamHandlers } from "./live-table.ts";

interface Row {
  id: string;
  qty: number;
}

/** A server, a frame and a clock that move only when the test says so. */
function stand(isResumable: boolean) {
  const subscribed: (string | undefined)[] = [];
  const snapshots: ((snapshot: Snapshot<Row>) => void)[] = [];
  const retries: (() => void)[] = [];
  let handlers: StreamHandlers<Row> | undefined;
  let paint: () => void = () => undefined;
  let frames = 0;
  const frame = createFrame((run) => {
    frames += 1;
    paint = run;
  });
  const backoff = (): Backoff => ({
    again: (work) => void retries.push(work),
    reset: () => undefined,
    cancel: () => undefined,
  });
  const table = new LiveTable<Row, Row>(
    {
      isResumable,
      subscribe(after, on) {
        subscribed.push(after);
        handlers = on;
        return () => undefined;
      },
      snapshot: () => new Promise((done) => void snapshots.push(done)),
      keyOf: (row) => row.id,
      apply: (rows, row) => void (row.qty > 0 ? rows.set(row.id, row) : rows.delete(row.id)),
      arrange: (rows) => [...rows],
    },
    { frame, backoff },
  );
  table.start();
  return {
    table,
    subscribed,
    snapshots,
    retries,
    frames: () => frames,
    send: (previous: number, sequence: number, ...events: Row[]) =>
      handlers?.batch(batch(previous, sequence, events)),
    cut: (isCursorLost = false) => handlers?.ended("cut", isCursorLost),
    async answer(asOf: number, ...items: Row[]) {
      snapshots.shift()?.({ items, asOfSequence: BigInt(asOf) });
      await Promise.resolve();
    },
    view() {
      paint();
      return table.getView();
    },
  };
}

const batch = (previous: number, sequence: number, events: readonly Row[]): Batch<Row> => ({
  events,
  previousSequence: BigInt(previous),
  sequence: BigInt(sequence),
  cursor: `c${sequence}`,
});

describe("a live table", () => {
  it("asks for its snapshot once the stream runs, and replays what came in between", async () => {
    const { send, answer, snapshots, view } = stand(false);
    expect(snapshots).toHaveLength(0);
    send(10, 10);
    send(10, 11, { id: "a", qty: 5 });
    expect(view().phase.kind).toBe("loading");
    await answer(10, { id: "a", qty: 1 }, { id: "b", qty: 2 });
    expect(view()).toMatchObject({
      phase: { kind: "live" },
      rows: [
        { id: "a", qty: 5 },
        { id: "b", qty: 2 },
      ],
    });
  });

  it("flushes once per frame, however many batches come", async () => {
    const { send, answer, frames, view, table } = stand(false);
    send(10, 10);
    await answer(10);
    view();
    const before = frames();
    let told = 0;
    table.subscribe(() => {
      told += 1;
    });
    for (let i = 0; i < 100; i++) send(10 + i, 11 + i, { id: "a", qty: i + 1 });
    expect(view().rows).toEqual([{ id: "a", qty: 100 }]);
    expect({ frames: frames() - before, told }).toEqual({ frames: 1, told: 1 });
  });

  it("shows a gap, keeps its rows meanwhile and reloads", async () => {
    const { send, answer, view } = stand(false);
    send(10, 10);
    await answer(10, { id: "a", qty: 1 });
    send(12, 13, { id: "b", qty: 3 });
    expect(view()).toMatchObject({ phase: { kind: "gap", at: "10" }, rows: [{ id: "a" }] });
    await answer(13, { id: "b", qty: 3 });
    expect(view()).toMatchObject({ phase: { kind: "live" }, rows: [{ id: "b" }], resyncs: 1 });
  });

  it("goes on behind its last cursor after a cut, without a new snapshot", async () => {
    const { send, answer, cut, retries, subscribed, snapshots, view } = stand(true);
    send(10, 10);
    await answer(10);
    send(10, 12, { id: "a", qty: 1 });
    cut();
    expect(view().phase.kind).toBe("reconnecting");
    retries.shift()?.();
    send(12, 12);
    send(12, 14, { id: "b", qty: 2 });
    expect(subscribed).toEqual([undefined, "c12"]);
    expect(snapshots).toHaveLength(0);
    expect(view().rows.map((row) => row.id)).toEqual(["a", "b"]);
  });

  it("begins again with a snapshot when no cursor leads back", async () => {
    const { send, answer, cut, retries, subscribed, snapshots } = stand(true);
    send(10, 10);
    await answer(10);
    cut(true);
    retries.shift()?.();
    send(50, 50);
    expect(subscribed).toEqual([undefined, undefined]);
    expect(snapshots).toHaveLength(1);
  });

  it("asks again when the answer came from a replica that is behind", async () => {
    const { send, answer, retries, snapshots, view } = stand(false);
    send(10, 10);
    await answer(9, { id: "old", qty: 1 });
    retries.shift()?.();
    expect(snapshots).toHaveLength(1);
    await answer(10, { id: "new", qty: 1 });
    expect(view().rows).toEqual([{ id: "new", qty: 1 }]);
  });

  it("drops an answer that belongs to the time before a cut", async () => {
    const { send, answer, cut, retries, view } = stand(false);
    send(10, 10);
    cut();
    await answer(10, { id: "stale", qty: 1 });
    retries.shift()?.();
    send(20, 20);
    await answer(20, { id: "fresh", qty: 1 });
    expect(view().rows).toEqual([{ id: "fresh", qty: 1 }]);
  });

  it("[TRM-023] shows what a restarted server tells in lower numbers, and nothing of before", async () => {
    const { send, answer, view } = stand(false);
    send(1000, 1000);
    await answer(1000, { id: "gone", qty: 1 });
    send(0, 0);
    expect(view()).toMatchObject({ phase: { kind: "gap", at: "1000" }, rows: [{ id: "gone" }] });
    await answer(0);
    send(0, 1200, { id: "a", qty: 1 });
    expect(view()).toMatchObject({ phase: { kind: "live" }, rows: [{ id: "a" }], resyncs: 1 });
    send(1200, 1201, { id: "b", qty: 2 });
    expect(view().rows.map((row) => row.id)).toEqual(["a", "b"]);
  });

  it("[TRM-023] drops an answer in the old numbers, which would hide the new ones", async () => {
    const { send, answer, snapshots, view } = stand(false);
    send(1000, 1000);
    send(0, 0);
    expect(snapshots).toHaveLength(2);
    await answer(1000, { id: "gone", qty: 1 });
    await answer(0);
    send(0, 1, { id: "a", qty: 1 });
    expect(view()).toMatchObject({ phase: { kind: "live" }, rows: [{ id: "a" }] });
  });

  it("[TRM-024] resumes behind a repeated batch without a reload", async () => {
    const { send, answer, cut, retries, subscribed, snapshots, view } = stand(true);
    send(10, 10);
    await answer(10);
    send(10, 14, { id: "a", qty: 1 });
    send(10, 12, { id: "a", qty: 9 });
    cut();
    retries.shift()?.();
    send(12, 12);
    send(12, 14, { id: "a", qty: 1 });
    send(14, 15, { id: "b", qty: 2 });
    expect(subscribed).toEqual([undefined, "c12"]);
    expect(snapshots).toHaveLength(0);
    expect(view()).toMatchObject({ rows: [{ qty: 1 }, { qty: 2 }], resyncs: 0 });
  });
});
