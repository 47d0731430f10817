import { ROLES, type Role } from "@hft/service-kit";
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  OperationTypeNode,
  parse,
  valueFromASTUntyped,
} from "graphql";

/** How a subscription field is shared and what becomes of a slow client. */
export interface StreamPolicy {
  readonly mode: "LOSSLESS" | "CONFLATE";
  readonly scope: "ACCOUNT" | "PUBLIC";
  /** Fields of an event that name what it is about; the latest event per key replaces older ones. */
  readonly key: readonly string[];
}

/** What the subgraph SDL says about one root field. */
export interface FieldPolicy {
  /** Empty when the field has no `@auth`: then nobody may call it. */
  readonly roles: readonly Role[];
  /** PUBLIC: everybody who may read it is shown the same. */
  readonly visibility: StreamPolicy["scope"];
  readonly stream: StreamPolicy;
}

/** Policies by `query.me`, `mutation.placeOrder`, `subscription.fills`. */
export type FieldPolicies = ReadonlyMap<string, FieldPolicy>;

const ROOTS: Readonly<Record<string, OperationTypeNode>> = {
  Query: OperationTypeNode.QUERY,
  Mutation: OperationTypeNode.MUTATION,
  Subscription: OperationTypeNode.SUBSCRIPTION,
};

/** Private and lossless: what a field without `@streamPolicy` gets is safe rather than fast. */
const DEFAULT_STREAM: StreamPolicy = { mode: "LOSSLESS", scope: "ACCOUNT", key: [] };

function argument(directive: ConstDirectiveNode | undefined, name: string): unknown {
  const found = directive?.arguments?.find((one) => one.name.value === name);
  return found && valueFromASTUntyped(found.value);
}

function streamPolicyOf(directive: ConstDirectiveNode): StreamPolicy {
  const key = argument(directive, "key");
  return {
    mode: argument(directive, "mode") === "CONFLATE" ? "CONFLATE" : "LOSSLESS",
    scope: argument(directive, "scope") === "PUBLIC" ? "PUBLIC" : "ACCOUNT",
    key: typeof key === "string" ? key.split(" ").filter(Boolean) : [],
  };
}

function policyOf(field: FieldDefinitionNode): FieldPolicy {
  const directive = (name: string) => field.directives?.find((one) => one.name.value === name);
  const auth = directive("auth");
  const given = argument(auth, "roles");
  const names = Array.isArray(given) ? given.map((one) => String(one).toLowerCase()) : [];
  const stream = directive("streamPolicy");
  return {
    roles: ROLES.filter((role) => names.includes(role)),
    visibility: argument(auth, "scope") === "PUBLIC" ? "PUBLIC" : "ACCOUNT",
    stream: stream ? streamPolicyOf(stream) : DEFAULT_STREAM,
  };
}

function isObject(node: {
  kind: string;
}): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
}

/** Reads `@auth` and `@streamPolicy` of every root field from checked-in subgraph SDL. */
export function readFieldPolicies(sdls: readonly string[]): FieldPolicies {
  const policies = new Map<string, FieldPolicy>();
  for (const definition of sdls.flatMap((sdl) => parse(sdl).definitions)) {
    if (!isObject(definition)) continue;
    const root = ROOTS[definition.name.value];
    if (!root) continue;
    for (const field of definition.fields ?? []) {
      policies.set(`${root}.${field.name.value}`, policyOf(field));
    }
  }
  return policies;
}

/** Root fields nobody declared roles for; a test fails when there is one. */
export function fieldsWithoutRoles(policies: FieldPolicies): string[] {
  return [...policies].filter(([, policy]) => policy.roles.length === 0).map(([name]) => name);
}
