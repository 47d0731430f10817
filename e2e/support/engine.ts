// Direct ways to the engine of a running platform: a PLATFORM command client, as the subgraphs use it.

import { parseDecimal } from "@hft/domain";
import { CommandClient, type Requester } from "@hft/engine-client";
import type { NewOrder } from "@hft/wire";
import type { Platform } from "./platform.ts";

const TRADER_BIT = 2;

export async function connectEngine(
  platform: Platform,
  name: string,
  as: "platform" | "admin" = "platform",
): Promise<CommandClient> {
  const token = platform.secrets.engineTokens[as];
  const role = as === "admin" ? "ADMIN" : "PLATFORM";
  const client = new CommandClient({ endpoint: platform.endpoint("COMMANDS"), token, role, name });
  client.start();
  await client.ready();
  return client;
}

/** Asks through a connection of the role ADMIN. */
export const ADMIN: Requester = { principal: "e2e", roles: 8, accounts: [] };

/** An account as bootstrap opens it, with money, through a connection of the role ADMIN. */
export async function openFunded(
  engine: CommandClient,
  accountId: string,
  amount: bigint,
  depositId: string,
): Promise<void> {
  const kind = { kind: "CUSTOMER", isShortAllowed: true, isEnabled: true, owner: "" } as const;
  await engine.request({ type: "UpsertAccount", accountId, ...kind }, ADMIN);
  await engine.request({ type: "Deposit", accountId, amount, depositId }, ADMIN);
}

export const traderOf = (accountId: string): Requester => ({
  principal: "e2e",
  roles: TRADER_BIT,
  accounts: [accountId],
});

export interface OrderWish {
  accountId: string;
  symbol: string;
  side: "BUY" | "SELL";
  orderQty: string;
  limitPx: string;
  clientOrderId: string;
  timeInForce?: NewOrder["timeInForce"];
  text?: string;
}

/** The same wish as GraphQL input and as wire command. */
export function newOrder(wish: OrderWish): NewOrder {
  const { accountId, symbol, side, clientOrderId, timeInForce = "GTC", text = "" } = wish;
  const scaled = { orderQty: parseDecimal(wish.orderQty), limitPx: parseDecimal(wish.limitPx) };
  return {
    type: "NewOrder",
    accountId,
    symbol,
    side,
    clientOrderId,
    timeInForce,
    text,
    ordType: "LIMIT",
    ...scaled,
  };
}

export const orderInput = (wish: OrderWish) => ({ timeInForce: "GTC", ...wish, ordType: "LIMIT" });
