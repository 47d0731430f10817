import type { Context } from "@hft/graphql-kit";
import { expect, it } from "vitest";
import { PositionMutations, type ResolverDeps } from "./position-resolvers.ts";

const FILLED_AT = 40n;

it("[ORD-017] waits for the fill that the caller has been told of before it closes the position", async () => {
  let quantity = 0n;
  const asked: bigint[] = [];
  const deps = {
    hub: {
      ready: async () => undefined,
      waitFor: async (sequence: bigint) => {
        if (sequence === FILLED_AT) quantity = 5n;
        return true;
      },
    },
    live: { position: () => ({ quantity }), account: () => undefined },
    engine: {
      send: async (command: { type: string; orderQty: bigint }) => {
        if (command.type === "Query") return { orderId: 0n, rejectReason: "UNKNOWN_ORDER" };
        asked.push(command.orderQty);
        return null;
      },
    },
  } as unknown as ResolverDeps;
  const principal = { accounts: ["a1"], roles: ["trader"], minSequence: FILLED_AT };
  const context = { principal } as unknown as Context;
  const outcome = await new PositionMutations(deps).closePosition("a1", "TESTA", "c1", context);
  expect(outcome).toEqual({ __typename: "AccountOutcomeUnknown", accountId: "a1" });
  expect(asked).toEqual([5n]);
});
