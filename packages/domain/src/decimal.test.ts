import { expect, it } from "vitest";
import { DecimalError, formatDecimal, parseDecimal } from "./decimal.ts";

it.each([
  ["0", 0n],
  ["190.25", 19_025_000_000n],
  ["-0.00000001", -1n],
  ["92233720368.54775807", 2n ** 63n - 1n],
  // An order that is refused for it is still stored, and must be read again.
  ["-92233720368.54775808", -(2n ** 63n)],
])("reads %s and writes it again", (text, scaled) => {
  expect(parseDecimal(text)).toBe(scaled);
  expect(formatDecimal(scaled)).toBe(text);
});

it.each(["92233720368.54775808", "-92233720368.54775809", "1e5", "", "0.000000001"])(
  "refuses %s",
  (text) => {
    expect(() => parseDecimal(text)).toThrow(DecimalError);
  },
);
