// What single fills realised: from the ring while fresh, from Postgres later.
import type { LiveHub } from "@hft/graphql-kit";
import { HistoryUnavailableError } from "@hft/service-kit";
import type { Pool } from "pg";
import { fillPnl } from "../store/account-rows.ts";

export interface FillPnl {
  /** Null where the fill is unknown or another's. */
  of(execId: string, accounts: readonly string[]): Promise<bigint | null>;
}

export function createFillPnl(hub: LiveHub, pool: Pool): FillPnl {
  return {
    async of(execId, accounts) {
      const [sessionId = "", text = ""] = execId.split(":");
      if (!/^\d{1,19}$/.test(text) || sessionId !== hub.sessionId) return null;
      const sequence = BigInt(text);
      const message = hub.ring.after(sequence - 1n)?.[0]?.message;
      if (message?.type === "Fill" && message.sequence === sequence) {
        return accounts.includes(message.accountId) ? message.lastRealizedPnl : null;
      }
      const found = await fillPnl(pool, sessionId, accounts, [sequence]).catch((error: unknown) => {
        throw new HistoryUnavailableError("Realised P&L of old fills cannot be read now", error);
      });
      return found.get(sequence) ?? null;
    },
  };
}
