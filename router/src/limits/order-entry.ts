import type { Principal } from "@hft/service-kit";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { argumentsOf, rootFieldsOf } from "../operations/root-fields.ts";
import type { RateLimiter } from "./token-bucket.ts";

/** Mutations that become commands of an account at the engine. */
const ORDER_ENTRY = new Set([
  "placeOrder",
  "placeOrders",
  "cancelOrder",
  "replaceOrder",
  "cancelAllOrders",
  "closePosition",
  "openAccount",
]);

/** Asked before a mutation runs; throws what it is refused with. */
export type MutationLimit = (
  principal: Principal,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
) => Promise<void>;

/** Accounts named anywhere in the arguments, once per command; a list of orders counts each. */
function accountsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(accountsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === "accountId" && typeof one === "string" ? [one] : accountsIn(one),
  );
}

/**
 * Commands by key. Only own accounts are keys: nobody may empty the bucket of another. A cancel and a replace name an
 * order and no account; whose it is only the subgraph knows, so they count for the user.
 */
function countCommands(values: readonly unknown[], principal: Principal): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) {
    const accounts = accountsIn(value);
    for (const account of accounts.length > 0 ? accounts : [principal.subject]) {
      const isOwn = principal.accounts.includes(account);
      const key = isOwn ? `account:${account}` : `user:${principal.subject}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** Counts the commands of a mutation against its accounts and its user; throws RATE_LIMITED. */
export function createOrderEntryLimit(limiter: RateLimiter, schema: GraphQLSchema): MutationLimit {
  return async (principal, document, operation, variables) => {
    const fields = rootFieldsOf(document, operation).filter((one) =>
      ORDER_ENTRY.has(one.name.value),
    );
    const values = fields.map((field) => argumentsOf(schema, operation, field, variables));
    for (const [key, commands] of countCommands(values, principal)) {
      const { waitMs } = await limiter.take(key, commands);
      if (waitMs > 0) {
        throw new GraphQLError("Too many orders, slow down", {
          extensions: { code: "RATE_LIMITED", retryAfterMs: waitMs, http: { status: 429 } },
        });
      }
    }
  };
}
