// The orders subgraph's schema: built from the classes beside it; printed to contracts/graphql/orders.graphql.

import type { Context } from "@hft/graphql-kit";
import { buildFederatedSchema, canAccess, type Principal } from "@hft/service-kit";
import { orderIdOf } from "../commands/change-orders.ts";
import {
  AccountFields,
  ExecutionFields,
  type FieldDeps,
  OrderFields,
  PositionFields,
} from "./order-fields.ts";
import { type MutationDeps, OrderMutations } from "./order-mutations.ts";
import { orderNode } from "./order-nodes.ts";
import { OrderQueries, type QueryDeps } from "./order-queries.ts";
import { orderSubscriptions, type SubscriptionDeps } from "./order-subscriptions.ts";
import { Account, Execution, Instrument, Order, Position } from "./order-types.ts";

export type SchemaDeps = QueryDeps & MutationDeps & SubscriptionDeps & FieldDeps;

/** Builds the executable schema and its SDL. Printing needs no working dependencies. */
export function buildOrdersSchema(deps: SchemaDeps) {
  return buildFederatedSchema<Context>({
    resolvers: [
      new OrderQueries(deps),
      new OrderMutations(deps),
      orderSubscriptions(() => deps),
      new OrderFields(deps),
      new ExecutionFields(deps),
      new AccountFields(deps),
      new PositionFields(deps),
    ],
    orphanedTypes: [Order, Execution, Account, Position, Instrument],
    referenceResolvers: {
      Order: (reference: { id: string }, context: Context) =>
        orderReference(deps, reference.id, context.principal),
      Execution: (reference: { id: string }, context: Context) =>
        executionReference(deps, reference.id, context.principal),
      Account: (reference: { id: string }) => reference,
      Position: (reference: { id: string }) => reference,
    },
  });
}

async function orderReference({ history }: SchemaDeps, id: string, principal: Principal) {
  const order = await history.order(orderIdOf(id));
  return order && canAccess(principal, order.accountId)
    ? { __typename: "Order", ...orderNode(order) }
    : null;
}

async function executionReference(
  { live, hub, history }: SchemaDeps,
  id: string,
  principal: Principal,
) {
  const [sessionId = "", sequence = ""] = id.split(":");
  if (!/^\d{1,19}$/.test(sequence) || sessionId !== hub.sessionId) return null;
  const change = live.changeAt(BigInt(sequence))?.change;
  const accounts = principal.accounts;
  const found = change
    ? (await history.executions({ accounts, orderIds: [String(change.orderId)], limit: 500 })).find(
        (e) => e.id === id,
      )
    : await history.executionAt(BigInt(sequence));
  return found && canAccess(principal, found.accountId)
    ? { __typename: "Execution", ...found }
    : null;
}
