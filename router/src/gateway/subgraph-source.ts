import type { GraphQLDataSource } from "@apollo/gateway";
import type { RequestContext } from "../request-context.ts";
import { createEntityBatcher } from "./entity-batcher.ts";
import type { Visibility } from "./read-visibility.ts";
import { createSharedReads } from "./shared-reads.ts";
import type { SubgraphTransport } from "./subgraph-transport.ts";

/** The data source the plan executor fetches one subgraph through. */
export function createSubgraphSource(
  transport: SubgraphTransport,
  visibilityOf: (query: string) => Visibility | undefined,
): GraphQLDataSource {
  const send = createEntityBatcher(createSharedReads(transport.send, visibilityOf));
  return {
    async process({ request, context }) {
      const { principal, effects } = context as unknown as RequestContext;
      const answer = await send(
        {
          query: request.query ?? "",
          variables: (request.variables ?? {}) as Record<string, unknown>,
          operationName: request.operationName,
        },
        principal,
      );
      if (answer.effects) effects.push(answer.effects);
      return { data: answer.data ?? null, errors: answer.errors as never };
    },
  };
}
