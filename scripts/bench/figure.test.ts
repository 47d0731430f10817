import { describe, expect, it } from "vitest";
import { figure, median } from "./figure.ts";

describe("figures", () => {
  it("says whether a bound is met, and prints whole numbers whole", () => {
    expect(figure("E1", 1.999, "ratio", { op: "<=", bound: 2 })).toBe(
      "FIGURE E1 2.00 ratio must <= 2 MET",
    );
    expect(figure("E1", 2.001, "ratio", { op: "<=", bound: 2 })).toContain("MISSED");
    expect(figure("E4", 14, "equal_runs", { op: "=", bound: 15 })).toBe(
      "FIGURE E4 14 equal_runs must = 15 MISSED",
    );
    expect(figure("R7", 60_000, "1/s", { op: ">=", bound: 50_000 })).toContain("60000");
  });

  it("takes the middle of what was measured, whatever its order", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([10, 9, 2, 1])).toBe(5.5);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });
});
