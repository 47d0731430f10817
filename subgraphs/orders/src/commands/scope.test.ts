import type { Engine } from "@hft/graphql-kit";
import type { Principal } from "@hft/service-kit";
import { expect, it } from "vitest";
import { cancelAllOrders } from "./change-orders.ts";
import { killSwitch, setTradingState } from "./control-trading.ts";

const principal: Principal = { subject: "rita", roles: ["risk"], accounts: ["a1"] } as never;
const sent: unknown[] = [];
const engine = {
  send: async (command: unknown) => {
    sent.push(command);
    return null;
  },
} as unknown as Engine;
const halt = { state: "HALTED", reason: "drill" } as const;

it("[ORD-044] refuses an empty account or symbol, which would mean all of them", async () => {
  const attempts = [
    () => cancelAllOrders(engine, principal, { accountId: "a1", symbol: "" }),
    () => setTradingState(engine, principal, { ...halt, accountId: "" }),
    () => setTradingState(engine, principal, { ...halt, symbol: "" }),
    () => killSwitch(engine, principal, true, "", "drill"),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toThrow(/is empty: name one/);
  const both = setTradingState(engine, principal, { ...halt, accountId: "a1", symbol: "SPY" });
  await expect(both).rejects.toThrow("give accountId or symbol");
  expect(sent).toEqual([]);
});

it("[ORD-045] takes none for all, and one for one", async () => {
  await cancelAllOrders(engine, principal, { accountId: "a1" });
  await setTradingState(engine, principal, halt);
  await setTradingState(engine, principal, { ...halt, symbol: "SPY" });
  await killSwitch(engine, principal, true, undefined, "drill");
  expect(sent).toMatchObject([
    { type: "MassCancel", symbol: "", isAnySide: true },
    { type: "SetTradingState", scope: "GLOBAL", accountId: "", symbol: "" },
    { type: "SetTradingState", scope: "SYMBOL", symbol: "SPY" },
    { type: "KillSwitch", accountId: "" },
  ]);
});
