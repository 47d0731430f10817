import { describe, expect, it } from "vitest";
import { BAR_SYMBOLS, readBars } from "./read-bars.ts";
import { endingAt, grouped, looped } from "./series.ts";

const TICK = 1_000_000n;

describe("bars", () => {
  it.each(BAR_SYMBOLS)(
    "has no move of more than 10 %% in %s, between bars or within one",
    (symbol) => {
      for (const length of ["minute", "hour"] as const) {
        const bars = readBars(symbol, length);
        expect(bars.length).toBeGreaterThan(500);
        bars.forEach((bar, i) => {
          const before = bars[i - 1]?.closePx ?? bar.openPx;
          expect(Math.abs(Number(bar.openPx) / Number(before) - 1)).toBeLessThan(0.1);
          expect(
            bar.highPx >= bar.lowPx && bar.highPx >= bar.closePx && bar.lowPx <= bar.openPx,
          ).toBe(true);
        });
      }
    },
  );

  it("loops without a jump at the seam and ends where it is told to", () => {
    const bars = readBars("AAPL", "minute");
    const chain = looped(bars, bars.length * 2 + 7);
    const seam = chain.length - bars.length;
    expect(chain[seam - 1]?.closePx).toBe(chain[seam]?.openPx);
    const moved = endingAt(grouped(chain, 5), 93n * 100_000_000n, TICK);
    expect(moved.at(-1)?.closePx).toBe(93n * 100_000_000n);
    expect(moved.every((bar) => bar.openPx % TICK === 0n && bar.highPx >= bar.lowPx)).toBe(true);
  });
});
