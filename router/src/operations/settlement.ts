import type { MutationEffects } from "@hft/service-kit";
import type { AccountGrants } from "../auth/account-grants.ts";
import type { ReadYourWrites } from "../auth/read-your-writes.ts";
import type { RequestContext } from "../request-context.ts";
import { laterOf } from "../sequence.ts";

/** Keeps what the mutations of an operation did; answers the engine sequence the client is told, if any. */
export type Settle = (context: RequestContext) => Promise<string | undefined>;

/** What it needs. */
export interface SettlementDeps {
  readonly readYourWrites: ReadYourWrites;
  /** Adds an account that `openAccount` made to the user who asked for it. */
  readonly grants: Pick<AccountGrants, "grantAccount">;
}

function lastSequence(effects: readonly MutationEffects[]): bigint | undefined {
  const sequences = effects.flatMap(({ sequence }) => (sequence ? [BigInt(sequence)] : []));
  return sequences.length > 0 ? sequences.reduce(laterOf) : undefined;
}

/** Asked once an operation, when its answer is known. */
export function createSettlement({ readYourWrites, grants }: SettlementDeps): Settle {
  return async ({ principal: { subject }, effects }) => {
    for (const { openedAccount } of effects) {
      if (openedAccount) await grants.grantAccount(subject, openedAccount);
    }
    const sequence = lastSequence(effects);
    if (sequence === undefined) return undefined;
    readYourWrites.note(subject, sequence);
    return String(sequence);
  };
}
