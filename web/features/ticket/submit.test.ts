import { describe, expect, it } from "vitest";
import { type SubmitDeps, submitOrder } from "./submit.ts";

const input = {
  accountId: "demo",
  symbol: "AAPL",
  side: "BUY",
  ordType: "MARKET",
  orderQty: "1",
  clientOrderId: "c1",
} as const;
const order = { id: "7", ordStatus: "FILLED", cumQty: "1", avgPx: "1" } as const;
const accepted = { __typename: "PlaceOrderAccepted", duplicate: false, order } as const;
const unknown = { __typename: "OrderOutcomeUnknown", clientOrderId: "c1" } as const;

const deps = (part: Partial<SubmitDeps>): SubmitDeps => ({
  place: async () => accepted,
  find: async () => null,
  ...part,
});

describe("sending an order", () => {
  it("tells how far it came", async () => {
    expect(await submitOrder(input, deps({}))).toMatchObject({
      kind: "accepted",
      orderId: "7",
      ordStatus: "FILLED",
    });
  });

  it("tells why it was refused, in the engine's words", async () => {
    const place = async () =>
      ({ __typename: "OrderRejection", reason: "PRICE_COLLAR", text: "Too far" }) as const;
    expect(await submitOrder(input, deps({ place }))).toEqual({
      kind: "rejected",
      reason: "PRICE_COLLAR",
      text: "Too far",
    });
  });

  it("asks for its id after an unknown outcome, and finds it", async () => {
    const asked: string[] = [];
    const find: SubmitDeps["find"] = async (_account, id) => {
      asked.push(id);
      return order;
    };
    expect(await submitOrder(input, deps({ place: async () => unknown, find }))).toMatchObject({
      kind: "accepted",
    });
    expect(asked).toEqual(["c1"]);
  });

  it("asks for its id when the line broke, and knows a rejection by it", async () => {
    const place = async () => Promise.reject(new Error("Failed to fetch"));
    const find = async () =>
      ({ ...order, ordStatus: "REJECTED", rejectReason: "KILL_SWITCH_ACTIVE" }) as const;
    expect(await submitOrder(input, deps({ place, find }))).toMatchObject({
      kind: "rejected",
      reason: "KILL_SWITCH_ACTIVE",
    });
  });

  it("stays unknown, never guessed, while nobody knows the id", async () => {
    const find = async () => Promise.reject(new Error("down"));
    expect(await submitOrder(input, deps({ place: async () => unknown, find }))).toMatchObject({
      kind: "unknown",
    });
  });
});
