import type { Order } from "@hft/domain";
import type { Engine } from "@hft/graphql-kit";
import type { Principal } from "@hft/service-kit";
import { expect, it } from "vitest";
import { cancelAllOrders, cancelOrder, replaceOrder } from "./change-orders.ts";

const principal = { subject: "tina", roles: ["trader"], accounts: ["a1"] } as unknown as Principal;
const silent: Engine = { send: async () => null };
const order = { orderId: 77n, accountId: "a1", clientOrderId: "c1", orderQty: 4n, limitPx: 2n };
const unknown = (clientOrderId: string) => ({ __typename: "OrderOutcomeUnknown", clientOrderId });

it("[ORD-016] names what the order can be found by when a cancel or replace gets no answer", async () => {
  const found = order as Order;
  expect(await cancelOrder(silent, principal, found)).toEqual(unknown("c1"));
  const input = { id: "77", orderQty: 3n, replaceId: "r1" };
  expect(await replaceOrder(silent, principal, found, input)).toEqual(unknown("c1"));
  expect(await cancelAllOrders(silent, principal, { accountId: "a1" })).toEqual(unknown("a1"));
});
