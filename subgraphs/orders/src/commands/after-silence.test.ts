import type { Engine } from "@hft/graphql-kit";
import type { Principal } from "@hft/service-kit";
import type { CommandReply } from "@hft/wire";
import { expect, it } from "vitest";
import type { PlaceOrderInput } from "../schema/inputs.ts";
import { placeOrder } from "./place-order.ts";

const principal = { subject: "tina", roles: ["trader"], accounts: ["a1"] } as unknown as Principal;
const input: PlaceOrderInput = {
  ...{ accountId: "a1", symbol: "TESTA", side: "BUY", ordType: "LIMIT", timeInForce: "GTC" },
  ...{ orderQty: 10n, limitPx: 7n, clientOrderId: "c1", text: "hedge leg" },
};
const ENTERED_NS = 5n;
const LATER_NS = 9n;

/** The order of the input, as the core answers a question about it right after it was entered. */
const standing = {
  ...{ type: "CommandReply", outcome: "ACCEPTED", rejectReason: "NONE", isDuplicate: false },
  ...{ orderId: 77n, accountId: "a1", symbol: "TESTA", clientOrderId: "c1", side: "BUY" },
  ...{ ordType: "LIMIT", timeInForce: "GTC", ordStatus: "NEW", text: "hedge leg" },
  ...{ orderQty: 10n, limitPx: 7n, cumQty: 0n, leavesQty: 10n, cumCost: 0n, lastSequence: 40n },
  ...{ orderIngressTimeNs: ENTERED_NS, transactTimeNs: ENTERED_NS },
} as CommandReply;
const without = { ...standing, orderId: 0n, outcome: "REJECTED" } as const;
const notFound = { ...without, outcome: "NOT_FOUND", rejectReason: "UNKNOWN_ORDER" } as const;

/** An engine that says nothing to the order, and this to the question after it. */
function placeWith(answer: () => CommandReply | null) {
  const engine = {
    send: async ({ type }: { type: string }) => (type === "Query" ? answer() : null),
  } as Engine;
  return placeOrder(engine, principal, input);
}
const unknown = { __typename: "OrderOutcomeUnknown", clientOrderId: "c1" };

it("[ORD-013] leaves the outcome unknown where the question is refused, lost or finds nothing", async () => {
  for (const rejectReason of ["ENGINE_BUSY", "JOURNAL_UNAVAILABLE"] as const) {
    expect(await placeWith(() => ({ ...without, rejectReason }))).toEqual(unknown);
  }
  expect(await placeWith(() => notFound)).toEqual(unknown);
  expect(await placeWith(() => null)).toEqual(unknown);
  const away = () => {
    throw new Error("ENGINE_UNAVAILABLE");
  };
  expect(await placeWith(away)).toEqual(unknown);
});

it("[ORD-014] refuses an id that an order of other content has, and names that order", async () => {
  const others: Partial<CommandReply>[] = [
    ...[{ symbol: "TESTB" }, { side: "SELL" }, { ordType: "MARKET" }, { timeInForce: "DAY" }],
    ...[{ text: "" }, { orderQty: 11n }, { limitPx: 8n }],
    { symbol: "TESTB", transactTimeNs: LATER_NS, outcome: "REJECTED", ordStatus: "REJECTED" },
  ] as Partial<CommandReply>[];
  for (const other of others) {
    expect(await placeWith(() => ({ ...standing, ...other }))).toMatchObject({
      ...{ __typename: "OrderRejection", reason: "DUPLICATE_CLIENT_ORDER_ID" },
      ...{ order: { id: "77" }, sequence: null },
    });
  }
});

it("[ORD-014] does not take an order that may have been replaced for another one", async () => {
  const changed = { ...standing, orderQty: 4n, leavesQty: 4n, transactTimeNs: LATER_NS };
  expect(await placeWith(() => changed)).toEqual(unknown);
});

it("[ORD-015] answers the order that stands as it stands, as a duplicate", async () => {
  const filled = { ordStatus: "FILLED", cumQty: 10n, leavesQty: 0n } as const;
  for (const since of [{}, { ...filled, transactTimeNs: LATER_NS }]) {
    expect(await placeWith(() => ({ ...standing, ...since }))).toMatchObject({
      ...{ __typename: "PlaceOrderAccepted", duplicate: true, sequence: 40n },
      order: { id: "77", ordStatus: "NEW", ...("cumQty" in since ? filled : {}) },
    });
  }
  const refused: CommandReply = {
    ...{ ...standing, outcome: "REJECTED", ordStatus: "REJECTED" },
    rejectReason: "INSUFFICIENT_BUYING_POWER",
  };
  expect(await placeWith(() => refused)).toMatchObject({
    ...{ __typename: "OrderRejection", reason: "INSUFFICIENT_BUYING_POWER", order: { id: "77" } },
  });
});
