import type { Order } from "@hft/domain";
import type { Context, Engine } from "@hft/graphql-kit";
import { expect, it } from "vitest";
import { OrderMutations } from "./order-mutations.ts";

const PLACED_AT = 40n;
const order = { orderId: 77n, accountId: "a1", clientOrderId: "c1", orderQty: 4n, limitPx: 2n };

/** A replica that hears of the order only while somebody waits for what placing it caused. */
function lateReplica() {
  let isHeard = false;
  const engine: Engine = { send: async () => null };
  return new OrderMutations({
    engine,
    hub: {
      ready: async () => undefined,
      waitFor: async (sequence) => {
        isHeard = sequence === PLACED_AT;
        return isHeard;
      },
    },
    history: { order: async () => (isHeard ? (order as Order) : null) },
  });
}
const contextOf = (accountId: string) =>
  ({
    principal: { accounts: [accountId], roles: [], minSequence: PLACED_AT },
  }) as unknown as Context;

it("[ORD-017] finds the order that was placed a moment ago by way of another replica", async () => {
  const replace = { id: "77", orderQty: 3n, replaceId: "r1" };
  const heard = { __typename: "OrderOutcomeUnknown", clientOrderId: "c1" };
  expect(await lateReplica().cancelOrder("77", contextOf("a1"))).toEqual(heard);
  expect(await lateReplica().replaceOrder(replace, contextOf("a1"))).toEqual(heard);
  const stranger = lateReplica().cancelOrder("77", contextOf("another"));
  await expect(stranger).rejects.toThrow("There is no such order");
});
