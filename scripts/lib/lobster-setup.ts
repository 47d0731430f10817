import type { Command } from "../../packages/engine-client/src/index.ts";

const ONE = 100_000_000n;

/** The instrument of a LOBSTER file: shares of a NASDAQ company, priced in cents, always open. */
export const lobsterInstrument = (symbol: string): Command => ({
  type: "UpsertInstrument",
  symbol,
  tickPx: ONE / 100n,
  lotQty: ONE,
  minQty: ONE,
  maxQty: 1_000_000n * ONE,
  collarBps: 500,
  isShortable: true,
  calendar: "ALWAYS",
  currency: "USD",
  venue: "internal",
});

/** An account that sends an exchange's order flow again: without checks of money, and it may sell short. */
export const lobsterAccount = (accountId: string): Command => ({
  ...{ type: "UpsertAccount", accountId, kind: "MARKET" },
  ...{ isShortAllowed: true, isEnabled: true, owner: "" },
});
