import { describe, expect, it } from "vitest";
import { Ladder } from "./ladder.ts";
import { createPricePath } from "./price-path.ts";

const TICK = 1_000_000n;

describe("Ladder", () => {
  it("asks for every level of both sides, the nearest first, and for no more once they rest", () => {
    const ladder = new Ladder({ tickPx: TICK, depth: 3 });
    const steps = ladder.steps(100n * TICK, 99);
    expect(steps.map((s) => (s.kind === "PLACE" ? Number(s.px / TICK) : 0))).toEqual([
      99, 101, 98, 102, 97, 103,
    ]);
    steps.forEach((s, i) => {
      if (s.kind === "PLACE") ladder.add({ clientOrderId: String(i), side: s.side, px: s.px });
    });
    expect(ladder.steps(100n * TICK, 99)).toEqual([]);
  });

  it("cancels what the target has passed before it places anything", () => {
    const ladder = new Ladder({ tickPx: TICK, depth: 1 });
    ladder.add({ clientOrderId: "a", side: "SELL", px: 101n * TICK });
    const [first] = ladder.steps(105n * TICK, 9);
    expect(first).toMatchObject({ kind: "CANCEL", quote: { clientOrderId: "a" } });
  });
});

describe("price path", () => {
  it("goes from open over both extremes to close, and the next bar joins", () => {
    const px = (n: bigint) => n * 100_000_000n;
    const bar = {
      openPx: px(100n),
      highPx: px(110n),
      lowPx: px(95n),
      closePx: px(105n),
      volume: 1n,
    };
    const path = createPricePath({
      bars: [bar],
      startPx: px(50n),
      startMs: 0,
      barMs: 3_000,
      tickPx: TICK,
      firstBar: 0,
    });
    expect([0, 1_000, 2_000, 3_000].map((ms) => path.at(ms))).toEqual([
      5_000_000_000n,
      4_750_000_000n,
      5_500_000_000n,
      5_250_000_000n,
    ]);
  });
});
