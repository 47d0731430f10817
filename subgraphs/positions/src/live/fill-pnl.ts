// What single fills realised: from the ring while fresh, from Postgres later.
import { type LiveHub, readHistory } from "@hft/graphql-kit";
import type { Pool } from "pg";
import { fillPnl } from "../store/account-rows.ts";

export interface FillPnl {
  /** Null where the fill is unknown or another's. */
  of(execId: string, accounts: readonly string[]): Promise<bigint | null>;
}

export function createFillPnl(hub: Pick<LiveHub, "ring" | "sessionId">, pool: Pool): FillPnl {
  return {
    async of(execId, accounts) {
      const [sessionId = "", text = ""] = execId.split(":");
      if (!/^\d{1,19}$/.test(text) || sessionId !== hub.sessionId) return null;
      const sequence = BigInt(text);
      const message = hub.ring.at(sequence)?.message;
      if (message?.type === "Fill") {
        return accounts.includes(message.accountId) ? message.lastRealizedPnl : null;
      }
      const read = fillPnl(pool, sessionId, accounts, [sequence]);
      const found = await readHistory(read, "Realised P&L of old fills cannot be read now");
      return found.get(sequence) ?? null;
    },
  };
}
