import { describe, expect, it } from "vitest";
import { accountOf, unrealizedOf, windowOf } from "./logic.ts";

const position = {
  id: "demo:AAPL",
  symbol: "AAPL",
  quantity: "-10",
  avgPx: "100",
  markPx: null,
  realizedPnl: "0",
  unrealizedPnl: "7",
};

describe("the blotter", () => {
  it("values a position at the mark; without one it takes the server's word", () => {
    expect(unrealizedOf(position, "99.5")).toBe(500_000_000n);
    expect(unrealizedOf(position, undefined)).toBe(700_000_000n);
  });

  it("reads the account of a position", () => {
    expect(accountOf("demo:BRK.B")).toBe("demo");
  });

  it("draws only the rows on the screen, and every row somewhere on the way down", () => {
    const seen = new Set<number>();
    for (let top = 0; top <= 5_000 * 22; top += 200) {
      const { first, last } = windowOf(top, 250, 5_000, 22);
      expect(last - first).toBeLessThan(30);
      for (let row = first; row < last; row++) seen.add(row);
    }
    expect(seen.size).toBe(5_000);
  });
});
