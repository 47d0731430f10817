import { describe, expect, it } from "vitest";
import { parseBookRow, parseMessage, parseTimeNs } from "./rows.ts";

describe("LOBSTER rows", () => {
  it("[MKT-001] reads times to the nanosecond, however many digits were written", () => {
    expect(parseTimeNs("34200.015105074")).toBe(34_200_015_105_074n);
    expect(parseTimeNs("34200.05990197")).toBe(34_200_059_901_970n);
    expect(parseTimeNs("57599")).toBe(57_599_000_000_000n);
    expect(() => parseTimeNs("3.42e4")).toThrow('time was "3.42e4"');
    expect(() => parseTimeNs("34200.0123456789")).toThrow("up to 9 decimals");
  });

  it("[MKT-001] scales prices and sizes to 1e-8 and names the side of the resting order", () => {
    expect(parseMessage("34200.1,1,16113575,18,5853300,-1")).toEqual({
      timeNs: 34_200_100_000_000n,
      type: 1,
      orderId: "16113575",
      qty: 1_800_000_000n,
      px: 58_533_000_000n,
      side: "SELL",
    });
    expect(parseMessage("36023,7,0,0,-1,-1").px, "a halt").toBe(-10_000n);
  });

  it("[MKT-001] leaves empty levels out of a book row", () => {
    const row = parseBookRow("5859400,200,5853300,18,9999999999,0,-9999999999,0");
    expect(row.SELL).toEqual([{ px: 58_594_000_000n, qty: 20_000_000_000n }]);
    expect(row.BUY).toEqual([{ px: 58_533_000_000n, qty: 1_800_000_000n }]);
  });

  it("[MKT-001] says which field is wrong and what would be right", () => {
    expect(() => parseMessage("34200.1,1,7,18,58.5,1")).toThrow(
      'price was "58.5", expected a whole',
    );
    expect(() => parseMessage("34200.1,1,7,18,585,0")).toThrow(
      'direction was "0", expected 1 or -1',
    );
    expect(() => parseMessage("nonsense")).toThrow("direction");
    expect(() => parseBookRow("1,2,3")).toThrow("3 fields, expected 4 per level");
  });
});
