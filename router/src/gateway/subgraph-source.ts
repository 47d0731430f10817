import type { GraphQLDataSource } from "@apollo/gateway";
import type { Principal } from "@hft/service-kit";
import type { RequestContext } from "../request-context.ts";
import { createEntityBatcher } from "./entity-batcher.ts";
import type { Visibility } from "./read-visibility.ts";
import { createSharedReads } from "./shared-reads.ts";
import type { SubgraphResponse } from "./subgraph-answer.ts";
import type { SubgraphRequest } from "./subgraph-request.ts";
import type { SubgraphTransport } from "./subgraph-transport.ts";

/** Asks one subgraph: entities of one tick together, equal reads once. */
export type SubgraphSend = (
  request: SubgraphRequest,
  principal: Principal,
) => Promise<SubgraphResponse>;

/** The way to one subgraph, for both lanes. */
export function createSubgraphSend(
  transport: SubgraphTransport,
  visibilityOf: (query: string) => Visibility | undefined,
): SubgraphSend {
  return createEntityBatcher(createSharedReads(transport.send, visibilityOf));
}

/** The data source the reference executor fetches one subgraph through. */
export function createSubgraphSource(name: string, send: SubgraphSend): GraphQLDataSource {
  return {
    async process({ request, context }) {
      const { principal, effects, answered } = context as unknown as RequestContext;
      const asked: SubgraphRequest = {
        query: request.query ?? "",
        variables: (request.variables ?? {}) as Record<string, unknown>,
        operationName: request.operationName,
      };
      const answer = await (answered?.take(name, asked) ?? send(asked, principal));
      if (answer.effects) effects.push(answer.effects);
      return { data: answer.data ?? null, errors: answer.errors as never };
    },
  };
}
