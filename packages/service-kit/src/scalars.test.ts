import { formatDecimal } from "@hft/domain";
import { describe, expect, it } from "vitest";
import { formatDateTimeNs, parseDateTimeNs, readDecimal } from "./scalars.ts";

describe("Decimal", () => {
  it.each([
    ["190.25", 19_025_000_000n, "190.25"],
    ["-0.00000001", -1n, "-0.00000001"],
    ["100", 10_000_000_000n, "100"],
    ["0", 0n, "0"],
    ["92233720368.54775807", 2n ** 63n - 1n, "92233720368.54775807"],
  ])("reads %s exactly", (text, scaled, printed) => {
    expect(readDecimal(text)).toBe(scaled);
    expect(formatDecimal(scaled)).toBe(printed);
  });

  it.each([[1.5], ["1e5"], ["0.000000001"], ["92233720368.54775808"], [""], [".5"], [null]])(
    "refuses %s",
    (value) => {
      expect(() => readDecimal(value)).toThrow(/Decimal/);
    },
  );
});

describe("DateTimeNs", () => {
  it("keeps nine digits both ways", () => {
    const text = "2026-11-22T15:31:01.123456789Z";
    expect(formatDateTimeNs(parseDateTimeNs(text))).toBe(text);
    expect(parseDateTimeNs("1970-01-01T00:00:01Z")).toBe(1_000_000_000n);
    expect(() => parseDateTimeNs("yesterday")).toThrow("RFC 3339");
  });

  it("refuses times that 64 bits of nanoseconds cannot say", () => {
    const last = "2262-04-11T23:47:16.854775807Z";
    expect(parseDateTimeNs(last)).toBe(2n ** 63n - 1n);
    expect(() => parseDateTimeNs(last.replace("807Z", "808Z"))).toThrow("1678 and 2262");
    expect(() => parseDateTimeNs("1600-01-01T00:00:00Z")).toThrow("1678 and 2262");
  });
});
