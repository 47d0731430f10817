// openAccount, deposit, setRiskLimits: each one command to the engine and its outcome.
import { rejectText } from "@hft/domain";
import type { Command } from "@hft/engine-client";
import type { Engine, LiveHub } from "@hft/graphql-kit";
import { hasRole, type Principal, toGraphQLError } from "@hft/service-kit";
import type { CommandReply, RejectReason } from "@hft/wire";
import type { AccountsLive } from "../live/accounts-live.ts";
import { accountNode } from "../schema/position-nodes.ts";
import type { AccountCommandResult, RiskLimitsInput } from "../schema/position-types.ts";

const SLUG = /^[a-z0-9][a-z0-9_-]{0,15}$/;
const ID = /^[\x21-\x7e]{1,48}$/;

export interface AccountCommandDeps {
  engine: Engine;
  live: AccountsLive;
  hub: LiveHub;
}

function requireAccountId(accountId: string): void {
  if (!SLUG.test(accountId)) {
    throw toGraphQLError(
      "VALIDATION_FAILED",
      "accountId must be 1 to 16 of a-z, 0-9, - and _, beginning with a letter or digit",
    );
  }
}

/** Safe to repeat: whether an id is taken is the engine's to say, because two may ask for one at once. */
export async function openAccount(
  deps: AccountCommandDeps,
  principal: Principal,
  accountId: string,
  isShortAllowed: boolean,
): Promise<AccountCommandResult> {
  requireAccountId(accountId);
  if (isShortAllowed && !hasRole(principal, "risk", "admin")) {
    throw toGraphQLError("FORBIDDEN", "Only risk or admin may allow an account to sell short");
  }
  // The engine takes accounts from an admin only; that a trader may open one of their own is this subgraph's rule.
  const vouched: Principal = { ...principal, roles: [...principal.roles, "admin"] };
  const reply = await deps.engine.send(
    {
      ...{ type: "UpsertAccount", accountId, kind: "CUSTOMER", isShortAllowed, isEnabled: true },
      owner: principal.subject,
    },
    vouched,
    accountId,
  );
  if (reply?.rejectReason !== "NOT_AUTHORIZED") return outcome(deps, accountId, reply);
  if (!principal.accounts.includes(accountId)) {
    throw toGraphQLError("VALIDATION_FAILED", "This account id is taken");
  }
  // An operator opened it for them: it stands as it is.
  return outcome(deps, accountId, { ...reply, outcome: "ACCEPTED", isDuplicate: true });
}

export function deposit(
  deps: AccountCommandDeps,
  principal: Principal,
  accountId: string,
  amount: bigint,
  depositId: string,
): Promise<AccountCommandResult> {
  requireAccountId(accountId);
  if (!ID.test(depositId))
    throw toGraphQLError(
      "VALIDATION_FAILED",
      "depositId must be 1 to 48 printable ASCII characters",
    );
  return send(deps, principal, { type: "Deposit", accountId, amount, depositId });
}

export function setRiskLimits(
  deps: AccountCommandDeps,
  principal: Principal,
  accountId: string,
  limits: RiskLimitsInput,
  reason: string,
): Promise<AccountCommandResult> {
  requireAccountId(accountId);
  return send(deps, principal, {
    ...{ type: "SetRiskLimits", accountId, reason },
    maxOrderQty: limits.maxOrderQty ?? 0n,
    maxOrderNotional: limits.maxOrderNotional ?? 0n,
    maxPositionQty: limits.maxPositionQty ?? 0n,
    maxOpenOrders: limits.maxOpenOrders ?? 0,
    ordersPerSecond: limits.ordersPerSecond ?? 0,
  });
}

async function send(
  deps: AccountCommandDeps,
  principal: Principal,
  command: Command & { accountId: string },
): Promise<AccountCommandResult> {
  const { accountId } = command;
  return outcome(deps, accountId, await deps.engine.send(command, principal, accountId));
}

/** What a reply says of a command about an account; null is silence. */
export function outcome(
  { live }: AccountCommandDeps,
  accountId: string,
  reply: CommandReply | null,
): AccountCommandResult {
  if (!reply) return { __typename: "AccountOutcomeUnknown", accountId };
  if (reply.outcome !== "ACCEPTED") return rejection(reply.rejectReason);
  const account = live.account(accountId);
  if (!account) return { __typename: "AccountOutcomeUnknown", accountId };
  return {
    __typename: "AccountCommandAccepted",
    account: accountNode(account),
    duplicate: reply.isDuplicate,
    sequence: reply.lastSequence,
  };
}

export const rejection = (reason: RejectReason): AccountCommandResult => ({
  ...{ __typename: "AccountCommandRejection", reason, text: rejectText(reason) },
});
