import { describe, expect, it } from "vitest";
import type { Order } from "../blotter/tables.ts";
import { bestFirst, type Level } from "../market/tables.ts";
import { ladderOf, ownQuantities, pricesOf, topOf } from "./logic.ts";
import { geometryOf, rowAt, rowTop } from "./paint.ts";

const level = (side: Level["side"], px: string, qty: string): Level => ({
  side,
  px,
  qty,
  orderCount: 1,
});
const levels = [
  level("SELL", "10.5", "4"),
  level("BUY", "9.75", "2"),
  level("SELL", "10.25", "1"),
  level("BUY", "10", "3"),
].sort(bestFirst);

describe("the ladder", () => {
  it("stands best first by exact price, not by text", () => {
    expect(levels.map(({ px }) => px)).toEqual(["10", "9.75", "10.25", "10.5"]);
    expect(topOf(levels)).toEqual({
      bid: 1_000_000_000n,
      ask: 1_025_000_000n,
      spread: 25_000_000n,
    });
    expect(topOf([])).toEqual({ bid: undefined, ask: undefined, spread: undefined });
  });

  it("sums quantities away from the middle", () => {
    const { bids, asks, deepest } = ladderOf(levels, pricesOf(levels, 15), new Map());
    expect(bids.map((row) => row.cumulative)).toEqual([300_000_000n, 500_000_000n]);
    expect(asks.map((row) => row.cumulative)).toEqual([100_000_000n, 500_000_000n]);
    expect(deepest).toBe(500_000_000n);
  });

  it("keeps frozen prices in their rows while quantities move", () => {
    const frozen = pricesOf(levels, 15);
    const moved = [level("BUY", "10.1", "9"), ...levels.filter(({ px }) => px !== "10")].sort(
      bestFirst,
    );
    const { bids } = ladderOf(moved, frozen, new Map());
    expect(bids.map((row) => row.px)).toEqual(["10", "9.75"]);
    expect(bids[0]?.level).toBeUndefined();
  });

  it("marks own orders of this symbol, summed by price", () => {
    const order = { symbol: "AAPL", side: "BUY", limitPx: "10", leavesQty: "2" } as Order;
    const own = ownQuantities([order, order, { ...order, symbol: "IBM" }], "AAPL");
    expect(ladderOf(levels, pricesOf(levels, 15), own).bids[0]?.own).toBe(400_000_000n);
  });

  it("finds the row that it drew at a height", () => {
    const ladder = ladderOf(levels, pricesOf(levels, 15), new Map());
    for (const height of [60, 565, 777.5]) {
      const geometry = geometryOf(height);
      ladder.asks.slice(0, geometry.rowsASide).forEach((row, i) => {
        expect(rowAt(ladder, rowTop("SELL", i, geometry) + 1, geometry)).toBe(row);
      });
      ladder.bids.slice(0, geometry.rowsASide).forEach((row, i) => {
        expect(rowAt(ladder, rowTop("BUY", i, geometry) + 1, geometry)).toBe(row);
      });
    }
    expect(geometryOf(565).rowsASide).toBe(15);
  });
});
