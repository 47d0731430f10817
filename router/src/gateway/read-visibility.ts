import { OperationTypeNode, parse } from "graphql";
import { rootFieldsOf } from "../operations/root-fields.ts";
import type { FieldPolicies } from "./field-policies.ts";

/** Whom a read may be shared with: everybody, or requests of one user with the same rights. */
export type Visibility = "PUBLIC" | "OWN";

const MAX_REMEMBERED = 2_000;

function look(policies: FieldPolicies, query: string): Visibility | undefined {
  const document = parse(query);
  const [operation] = document.definitions.filter((one) => one.kind === "OperationDefinition");
  if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
  const isPublic = rootFieldsOf(document, operation).every(
    ({ name }) => policies.get(`query.${name.value}`)?.visibility === "PUBLIC",
  );
  return isPublic ? "PUBLIC" : "OWN";
}

/** Reads it off the fetch of a plan, once per text; undefined for mutations, which nobody shares. */
export function createReadVisibility(
  policies: FieldPolicies,
): (query: string) => Visibility | undefined {
  const remembered = new Map<string, { visibility: Visibility | undefined }>();
  return (query) => {
    const known = remembered.get(query);
    if (known) return known.visibility;
    const visibility = look(policies, query);
    if (remembered.size >= MAX_REMEMBERED) remembered.delete(remembered.keys().next().value ?? "");
    remembered.set(query, { visibility });
    return visibility;
  };
}
