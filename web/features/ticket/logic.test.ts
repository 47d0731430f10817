import { describe, expect, it } from "vitest";
import {
  type Draft,
  estimateOf,
  inputOf,
  newClientOrderId,
  problemOf,
  sentenceOf,
} from "./logic.ts";

const rules = { symbol: "AAPL", tickPx: "0.01", lotQty: "1", minQty: "1", maxQty: "1000000" };
const draft: Draft = {
  accountId: "demo",
  side: "BUY",
  ordType: "LIMIT",
  timeInForce: "DAY",
  qty: "100",
  px: "190.25",
};
const top = { bid: 19_024_000_000n, ask: 19_026_000_000n, spread: 2_000_000n };

describe("the order ticket", () => {
  it("says in words what its button does", () => {
    expect(sentenceOf(draft, rules)).toBe("Buy 100 AAPL limit 190.25");
    expect(sentenceOf({ ...draft, px: "93.6" }, rules)).toBe("Buy 100 AAPL limit 93.60");
    expect(sentenceOf({ ...draft, side: "SELL", ordType: "MARKET" }, rules)).toBe(
      "Sell 100 AAPL at market",
    );
    expect(sentenceOf({ ...draft, qty: "ten", px: "" }, rules)).toBe("Buy … AAPL limit …");
  });

  it("finds nothing wrong with an order that keeps the rules", () => {
    expect(problemOf(draft, rules)).toBe("");
    expect(problemOf({ ...draft, ordType: "MARKET", px: "" }, rules)).toBe("");
  });

  it.each([
    [{ qty: "" }, "Enter a quantity."],
    [{ qty: "-5" }, "Enter a quantity."],
    [{ qty: "1.5" }, "Quantity goes by 1."],
    [{ qty: "1000001" }, "The largest quantity is 1000000."],
    [{ px: "" }, "Enter a price."],
    [{ px: "190.255" }, "Prices go by 0.01."],
    [{ accountId: "" }, "You have no account to trade with."],
  ])("names what is wrong with %j", (part, problem) => {
    expect(problemOf({ ...draft, ...part }, rules)).toBe(problem);
  });

  it("estimates at the limit, or at the best opposite price", () => {
    const account = { id: "demo", available: "1000000", sequence: "1" };
    expect(estimateOf(draft, top, account)).toEqual({
      worth: "19,025.00",
      available: "1,000,000.00",
    });
    expect(estimateOf({ ...draft, ordType: "MARKET" }, top, account).worth).toBe("19,026.00");
    expect(estimateOf({ ...draft, side: "SELL", ordType: "MARKET" }, top, account).worth).toBe(
      "19,024.00",
    );
  });

  it("sends exact texts, and no price with a market order", () => {
    const typed = { ...draft, qty: " 0100 ", px: "190.250" };
    expect(inputOf(typed, rules, "c1")).toMatchObject({
      orderQty: "100",
      limitPx: "190.25",
      clientOrderId: "c1",
    });
    expect(inputOf({ ...draft, ordType: "MARKET" }, rules, "c1")).not.toHaveProperty("limitPx");
  });

  it("makes client order ids that the engine takes and that do not repeat", () => {
    const ids = new Set(Array.from({ length: 1_000 }, newClientOrderId));
    expect(ids.size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^[\x21-\x7e]{1,48}$/);
  });
});
