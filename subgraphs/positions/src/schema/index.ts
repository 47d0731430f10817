// The positions subgraph's schema: built from the classes beside it; printed to contracts/graphql/positions.graphql.
import { type Context, settled } from "@hft/graphql-kit";
import { buildFederatedSchema, canAccess } from "@hft/service-kit";
import { accountNode, positionNode } from "./position-nodes.ts";
import {
  AccountFields,
  ExecutionFields,
  PositionFields,
  PositionMutations,
  PositionQueries,
  type ResolverDeps,
} from "./position-resolvers.ts";
import { positionSubscriptions, type SubscriptionDeps } from "./position-subscriptions.ts";
import { Account, Execution, Instrument, Position } from "./position-types.ts";

export type SchemaDeps = ResolverDeps & SubscriptionDeps;

/** Builds the executable schema and its SDL. Printing needs no working dependencies. */
export function buildPositionsSchema(deps: SchemaDeps) {
  return buildFederatedSchema<Context>({
    resolvers: [
      new PositionQueries(deps),
      new PositionMutations(deps),
      positionSubscriptions(() => deps),
      new AccountFields(deps),
      new PositionFields(deps),
      new ExecutionFields(deps),
    ],
    orphanedTypes: [Account, Position, Execution, Instrument],
    referenceResolvers: {
      Account: (reference: { id: string }, context: Context) =>
        accountReference(deps, reference.id, context),
      Position: (reference: { id: string }, context: Context) =>
        positionReference(deps, reference.id, context),
      Execution: (reference: { id: string }) => reference,
    },
  });
}

async function accountReference({ hub, live }: SchemaDeps, id: string, context: Context) {
  await settled(hub, context);
  const account = live.account(id);
  return account && canAccess(context.principal, id)
    ? { __typename: "Account", ...accountNode(account) }
    : null;
}

async function positionReference({ hub, live }: SchemaDeps, id: string, context: Context) {
  await settled(hub, context);
  const [accountId = "", symbol = ""] = id.split(":");
  if (!canAccess(context.principal, accountId)) return null;
  return {
    __typename: "Position",
    ...positionNode(live.position(accountId, symbol), live.mark(symbol)),
  };
}
