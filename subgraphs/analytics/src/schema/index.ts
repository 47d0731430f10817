// The analytics subgraph's schema: built from the classes beside it; printed to contracts/graphql/analytics.graphql.
import type { Context } from "@hft/graphql-kit";
import { buildFederatedSchema } from "@hft/service-kit";
import { instrumentNode } from "./market-nodes.ts";
import { type MarketDeps, MarketResolvers } from "./market-resolvers.ts";
import {
  marketSubscriptions,
  type SubscriptionDeps,
  seriesSubscriptions,
} from "./market-subscriptions.ts";
import { Instrument } from "./market-types.ts";

export type SchemaDeps = MarketDeps & SubscriptionDeps;

/** Builds the executable schema and its SDL. Printing needs no working dependencies. */
export function buildAnalyticsSchema(deps: SchemaDeps) {
  return buildFederatedSchema<Context>({
    resolvers: [
      new MarketResolvers(deps),
      marketSubscriptions(() => deps),
      seriesSubscriptions(() => deps),
    ],
    orphanedTypes: [Instrument],
    referenceResolvers: {
      Instrument: async (reference: { symbol: string }) => {
        await deps.hub.ready();
        const found = deps.live.instrument(reference.symbol);
        return found
          ? {
              __typename: "Instrument",
              ...instrumentNode(found, deps.live.lastPx(reference.symbol)),
            }
          : null;
      },
    },
  });
}
