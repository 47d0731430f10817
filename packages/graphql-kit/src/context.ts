import { canAccess, type Principal, type SubgraphContext, toGraphQLError } from "@hft/service-kit";

import type { LiveHub } from "./live-hub.ts";

/** What resolvers get with every request. */
export type Context = SubgraphContext;

/** The accounts a request is about: the one asked for, or all of the principal's. Another's account is not found. */
export function accountsOf(principal: Principal, accountId?: string | null): readonly string[] {
  if (!accountId) return principal.accounts;
  if (!canAccess(principal, accountId))
    throw toGraphQLError("NOT_FOUND", "There is no such account");
  return [accountId];
}

const MIN_SEQUENCE_WAIT_MS = 250;

/**
 * Read-your-writes: waits, at most 250 ms, for what the principal has already been told about; false where that has not
 * come. Rejects with ENGINE_UNAVAILABLE where this replica has no state after 2 s: nothing is not an answer.
 */
export async function settled(
  hub: Pick<LiveHub, "ready" | "waitFor">,
  context: Context,
): Promise<boolean> {
  await hub.ready();
  return hub.waitFor(context.principal.minSequence ?? 0n, MIN_SEQUENCE_WAIT_MS);
}
