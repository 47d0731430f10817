import type { Secrets } from "./secrets.ts";

/** The accounts the market trades for; config/accounts.json opens them. */
const MARKET_ACCOUNTS = ["market", "market2"];

/** Who may log on to the engine, as its --tokens-file wants it. */
export function engineTokens({ engineTokens: { platform, market, admin } }: Secrets) {
  return { platform, participant: { market: { token: market, accounts: MARKET_ACCOUNTS } }, admin };
}
