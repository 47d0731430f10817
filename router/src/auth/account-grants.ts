// Whose the accounts become that `openAccount` makes. The rows of a user are the one place where they are all counted: a
// token may be older, and the engine knows owners by name only.
import { AppError, type Log } from "@hft/service-kit";
import { orUnavailable } from "./sessions.ts";
import type { IdentityStore } from "./store/identity-store.ts";

/** An access token carries them all, and no door reads one of more than 4,096 characters. */
export const MOST_ACCOUNTS_PER_USER = 100;

/** Accounts on their way to their user. */
export interface AccountGrants {
  /**
   * Asked before accounts are opened: throws VALIDATION_FAILED where the user has no room for them, HISTORY_UNAVAILABLE
   * while users cannot be written, so that no account is opened that would have no owner.
   */
  requireRoom(subject: string, accountIds: readonly string[]): Promise<void>;
  /** Adds an account to a user; where Postgres went away since `requireRoom` it is kept and added later. */
  grantAccount(subject: string, accountId: string): Promise<void>;
  /** Adds what was kept; throws where Postgres is still away. */
  payOwed(): Promise<void>;
}

/** Of two that are asked for at once the last room goes to one; the other account waits at the engine to be asked again. */
export function createAccountGrants(deps: {
  readonly store: Pick<IdentityStore, "findUser" | "addAccount">;
  readonly log: Log;
}): AccountGrants {
  const { store, log } = deps;
  /** Accounts the engine has opened already; giving up would leave them without an owner. */
  let owed: { subject: string; accountId: string }[] = [];

  return {
    async requireRoom(subject, accountIds) {
      const owned = (await orUnavailable(store.findUser(subject)))?.accounts ?? [];
      const more = new Set(accountIds.filter((one) => !owned.includes(one)));
      if (more.size === 0 || owned.length + more.size <= MOST_ACCOUNTS_PER_USER) return;
      const message = `A user may have ${MOST_ACCOUNTS_PER_USER} accounts; you have ${owned.length}`;
      throw new AppError("VALIDATION_FAILED", message);
    },
    async grantAccount(subject, accountId) {
      try {
        await store.addAccount(subject, accountId, MOST_ACCOUNTS_PER_USER);
      } catch (err) {
        owed.push({ subject, accountId });
        log.error({ err, subject, accountId }, "An account waits for its user");
      }
    },
    async payOwed() {
      while (owed[0]) {
        await store.addAccount(owed[0].subject, owed[0].accountId, MOST_ACCOUNTS_PER_USER);
        owed = owed.slice(1);
      }
    },
  };
}
