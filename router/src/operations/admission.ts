import type { DocumentNode, OperationDefinitionNode } from "graphql";
import type { MutationLimit } from "../limits/order-entry.ts";
import type { RequestContext } from "../request-context.ts";

/** Lets a mutation run; throws what it is refused with, the same to every lane that asks. */
export type Admit = (
  context: RequestContext,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
) => Promise<void>;

/** Asks the limits in turn, once an operation: one that changes lanes has been counted already. */
export function createAdmission(limits: readonly MutationLimit[]): Admit {
  const askAll: MutationLimit = async (...asked) => {
    for (const limit of limits) await limit(...asked);
  };
  return (context, ...asked) => {
    context.admission ??= askAll(context.principal, ...asked);
    return context.admission;
  };
}
