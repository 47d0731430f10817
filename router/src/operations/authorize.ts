import { hasRole, type Principal, type Role, toGraphQLError } from "@hft/service-kit";
import type { DocumentNode, OperationDefinitionNode } from "graphql";
import type { FieldPolicies } from "../gateway/field-policies.ts";
import { rootFieldsOf } from "./root-fields.ts";

/** Decides whether a principal may run an operation; throws a GraphQL error when not. */
export type Authorize = (
  principal: Principal,
  document: DocumentNode,
  operation: OperationDefinitionNode,
) => void;

/**
 * Default deny: a root field without roles in the SDL is refused for everybody. `@skip` does not
 * help a caller, because what counts is what is written.
 */
export function createAuthorize(
  policies: FieldPolicies,
  introspectionRoles: readonly Role[],
): Authorize {
  const rolesOf = (root: string, field: string): readonly Role[] => {
    if (field === "__schema" || field === "__type") return introspectionRoles;
    return policies.get(`${root}.${field}`)?.roles ?? [];
  };
  return (principal, document, operation) => {
    for (const field of rootFieldsOf(document, operation)) {
      const name = field.name.value;
      if (name === "__typename") continue;
      if (!hasRole(principal, ...rolesOf(operation.operation, name))) {
        throw toGraphQLError("FORBIDDEN", `Your roles do not allow ${name}`);
      }
    }
  };
}
