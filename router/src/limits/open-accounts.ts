import { AppError, toGraphQLError } from "@hft/service-kit";
import type { GraphQLSchema } from "graphql";
import type { AccountGrants } from "../auth/account-grants.ts";
import { argumentsOf, rootFieldsOf } from "../operations/root-fields.ts";
import type { MutationLimit } from "./order-entry.ts";

/** Lets `openAccount` through to the engine only where its user can have the account afterwards. */
export function createOpenAccountLimit(
  { requireRoom }: Pick<AccountGrants, "requireRoom">,
  schema: GraphQLSchema,
): MutationLimit {
  return async (principal, document, operation, variables) => {
    const fields = rootFieldsOf(document, operation).filter(
      ({ name }) => name.value === "openAccount",
    );
    if (fields.length === 0) return;
    const values = fields.map((field) => argumentsOf(schema, operation, field, variables));
    const accountIds = values.map(({ accountId }) => String(accountId));
    await requireRoom(principal.subject, accountIds).catch((error: unknown) => {
      // Apollo Server takes only GraphQL errors for answers here.
      throw error instanceof AppError ? toGraphQLError(error.code, error.message) : error;
    });
  };
}
