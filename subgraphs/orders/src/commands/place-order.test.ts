import { applyOrderEvent } from "@hft/domain";
import { decode, encode, type OrderAccepted } from "@hft/wire";
import { describe, expect, it } from "vitest";
import type { PlaceOrderInput } from "../schema/inputs.ts";
import { orderNode } from "../schema/order-nodes.ts";
import { newOrderOf } from "./place-order.ts";

const TEXT_BYTES = 64;

const input = (text?: string | null): PlaceOrderInput => ({
  ...{ accountId: "a1", symbol: "TESTA", side: "BUY", ordType: "LIMIT", timeInForce: "GTC" },
  ...{ orderQty: 1n, limitPx: 2n, clientOrderId: "c1" },
  ...(text === undefined ? {} : { text }),
});

const accepted: OrderAccepted = {
  ...{ type: "OrderAccepted", sequence: 1n, commandSequence: 1n, orderId: 9n, reserved: 0n },
  ...{ ingressTimeNs: 5n, transactTimeNs: 5n, orderQty: 1n, limitPx: 2n, leavesQty: 1n },
  ...{ accountId: "a1", symbol: "TESTA", clientOrderId: "c1", side: "BUY", ordType: "LIMIT" },
  ...{ timeInForce: "GTC", principal: "p", text: "hedge leg" },
};

describe("the note of an order", () => {
  it("[ORD-040] takes 64 printable ASCII characters, and none where it is left out", () => {
    const longest = ` ~${"x".repeat(TEXT_BYTES - 2)}`;
    expect(newOrderOf(input(longest)).text).toBe(longest);
    expect([undefined, null, ""].map((text) => newOrderOf(input(text)).text)).toEqual(["", "", ""]);
  });

  it("[ORD-041] refuses a note that does not fit, before the engine hears of it", () => {
    for (const text of ["x".repeat(TEXT_BYTES + 1), "é", "two\nlines", "\u0000"]) {
      expect(() => newOrderOf(input(text))).toThrow(/text must be at most 64 printable ASCII/);
    }
  });

  it("[ORD-042] goes from the engine's event to the node as it is, and is null where none was given", () => {
    const shown = (event: OrderAccepted) => orderNode(applyOrderEvent(null, event)).text;
    expect(shown(decode(encode(accepted)) as OrderAccepted)).toBe("hedge leg");
    expect(shown({ ...accepted, text: "" })).toBeNull();
  });

  it("[ORD-043] is none in an event that was written before orders had notes", () => {
    const bytes = encode(accepted);
    const older = Buffer.from(bytes.subarray(0, bytes.length - TEXT_BYTES));
    older.writeUInt16LE(older.length - 8, 0);
    older.writeUInt16LE(1, 6);
    expect(decode(older)).toEqual({ ...accepted, text: "" });
  });
});
