import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EngineEvent } from "./event.ts";
import { SequenceGate } from "./sequence-gate.ts";

const event = (sequence: bigint): EngineEvent => ({
  sessionId: "s",
  sequence,
  bytes: Buffer.alloc(0),
  message: null,
});
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => event(BigInt(from + i)));
const sequences = (events: EngineEvent[]) => events.map((e) => Number(e.sequence));

describe("SequenceGate", () => {
  it("applies what is next and drops repeats", () => {
    const gate = new SequenceGate(5n);
    expect(sequences(gate.take(range(3, 6), 7n).apply)).toEqual([5, 6]);
    expect(gate.take(range(3, 6), 7n)).toEqual({ apply: [], request: null, isOverflow: false });
  });

  it("asks once for a gap and applies the held events behind it in order", () => {
    const gate = new SequenceGate(1n);
    expect(gate.take(range(4, 5), 6n)).toMatchObject({ apply: [], request: { from: 1n, to: 3n } });
    expect(gate.take(range(6, 6), 7n).request).toBeNull();
    expect(gate.hasGap).toBe(true);
    expect(sequences(gate.take(range(1, 3), 4n).apply)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(gate.hasGap).toBe(false);
  });

  it("sees a lost tail by a heartbeat", () => {
    expect(new SequenceGate(1n).take([], 4n).request).toEqual({ from: 1n, to: 3n });
  });

  it("says when its buffer is full", () => {
    expect(new SequenceGate(1n, 3).take(range(5, 9), 10n).isOverflow).toBe(true);
  });

  it("ends with every event once and in order, whatever is lost, repeated or late", () => {
    const frames = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }), fc.boolean()),
    );
    fc.assert(
      fc.property(frames, (list) => {
        const gate = new SequenceGate(1n);
        const applied: EngineEvent[] = [];
        const asked: { from: bigint; to: bigint }[] = [];
        const take = (events: EngineEvent[], next: bigint) => {
          const step = gate.take(events, next);
          applied.push(...step.apply);
          if (step.request) asked.push(step.request);
        };
        for (const [from, more, isLost] of list)
          if (!isLost) take(range(from, from + more), BigInt(from + more + 1));
        take([], 66n);
        for (let ask = asked.shift(); ask; ask = asked.shift())
          take(range(Number(ask.from), Number(ask.to)), ask.to + 1n);
        expect(sequences(applied)).toEqual(Array.from({ length: 65 }, (_, i) => i + 1));
      }),
    );
  });
});
