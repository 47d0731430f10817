import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayDecimal, formatDecimal, multiply, parseDecimal, placesOf } from "./decimal.ts";

describe("decimal text", () => {
  it("comes back as it went in, for every 1e-8", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 19n), 10n ** 19n), (scaled) => {
        expect(parseDecimal(formatDecimal(scaled))).toBe(scaled);
      }),
    );
  });

  it("is refused where it is no plain decimal", () => {
    for (const text of ["", "1e3", "1,000", "0x10", ".5", "1.", "1.123456789", "ten", "--1"]) {
      expect(parseDecimal(text), text).toBeUndefined();
    }
  });

  it("keeps the places of a tick and groups thousands for people", () => {
    expect(placesOf("0.01")).toBe(2);
    expect(placesOf("1")).toBe(0);
    expect(formatDecimal(19_000_000_000n, 2)).toBe("190.00");
    expect(displayDecimal(-123_456_799_500_000n)).toBe("−1,234,568.00");
    expect(displayDecimal(-1n)).toBe("0.00");
  });

  it("multiplies exactly where a double would not", () => {
    const px = parseDecimal("0.07") ?? 0n;
    const qty = parseDecimal("100") ?? 0n;
    expect(formatDecimal(multiply(px, qty))).toBe("7");
  });
});
