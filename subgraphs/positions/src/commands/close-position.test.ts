import type { Command } from "@hft/engine-client";
import type { Principal } from "@hft/service-kit";
import type { CommandReply, NewOrder } from "@hft/wire";
import { expect, it } from "vitest";
import { createAccountsLive } from "../live/accounts-live.ts";
import type { AccountCommandDeps } from "./account-commands.ts";
import { closePosition } from "./close-position.ts";

const principal = { subject: "tina", roles: ["trader"], accounts: ["a1"] } as unknown as Principal;
const closing = { accountId: "a1", symbol: "TESTA", clientOrderId: "close-1" };

/** An engine that keeps the one order it is sent, loses the answer to it, and a replica that holds `quantity`. */
function deskHolding(quantity: bigint) {
  const sent: NewOrder[] = [];
  const held = { quantity, refusal: "UNKNOWN_ORDER" as CommandReply["rejectReason"] };
  const reply = (part: Partial<CommandReply>) => ({ orderId: 0n, ...part }) as CommandReply;
  const answer = (order: NewOrder) =>
    reply({ ...order, type: "CommandReply", orderId: 7n, outcome: "ACCEPTED", lastSequence: 9n });
  const live = createAccountsLive();
  live.reset({
    ...{ sessionId: "s", asOfSequence: 1n },
    messages: [{ type: "AccountState", accountId: "a1", cash: 1n, reserved: 0n } as never],
  });
  const deps = {
    live: { ...live, position: () => held },
    engine: {
      send: async (command: Command) => {
        if (command.type === "Query") {
          return sent[0] ? answer(sent[0]) : reply({ rejectReason: held.refusal });
        }
        sent.push(command as NewOrder);
        held.quantity = 0n;
        return null;
      },
    },
  } as unknown as AccountCommandDeps;
  return { deps, sent, held };
}

it("[ORD-018] answers the order that closed the position when its first answer was lost", async () => {
  const { deps, sent } = deskHolding(-5n);
  const lost = await closePosition(deps, principal, closing);
  expect(lost).toEqual({ __typename: "AccountOutcomeUnknown", accountId: "a1" });
  expect(sent).toMatchObject([
    { ordType: "MARKET", timeInForce: "IOC", side: "BUY", orderQty: 5n },
  ]);
  const again = await closePosition(deps, principal, closing);
  expect(again).toMatchObject({ __typename: "AccountCommandAccepted", duplicate: true });
  expect(sent).toHaveLength(1);
});

it("[ORD-018] takes no order of another kind or symbol for the closing one", async () => {
  const { deps, sent } = deskHolding(5n);
  await closePosition(deps, principal, closing);
  const other = await closePosition(deps, principal, { ...closing, symbol: "TESTB" });
  expect(other).toMatchObject({ reason: "DUPLICATE_CLIENT_ORDER_ID" });
  Object.assign(sent[0] as NewOrder, { ordType: "LIMIT" });
  const limit = await closePosition(deps, principal, closing);
  expect(limit).toMatchObject({ reason: "DUPLICATE_CLIENT_ORDER_ID" });
  expect(sent).toHaveLength(1);
});

it("[ORD-018] sends nothing while nobody can say whether it has been sent", async () => {
  const { deps, sent, held } = deskHolding(5n);
  held.refusal = "ENGINE_BUSY";
  const unknown = await closePosition(deps, principal, closing);
  expect(unknown).toEqual({ __typename: "AccountOutcomeUnknown", accountId: "a1" });
  expect(sent).toEqual([]);
});

it("says that nothing is held where nothing was sent before", async () => {
  const { deps } = deskHolding(0n);
  await expect(closePosition(deps, principal, closing)).rejects.toThrow("a1 holds no TESTA");
});
