import { AppError, type Log } from "@hft/service-kit";
import { GraphQLError, getVariableValues } from "graphql";
import type { Graph } from "../../gateway/graph.ts";
import type { SubgraphSend } from "../../gateway/subgraph-source.ts";
import type { RequestContext } from "../../request-context.ts";
import type { Authorize } from "../authorize.ts";
import { Answered } from "./answered.ts";
import { Deviation, NotCovered } from "./deviation.ts";
import { createKnownOperations, type KnownOperations } from "./known-operations.ts";

/** One operation as a client sent it. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

/** Which lane answered: `fallback` began in the fast one. */
export type Lane = "fast" | "slow" | "fallback";

/** The fast lane beside Apollo Server. */
export interface FastLane {
  /** Told of every query that Apollo Server found valid. */
  readonly learn: KnownOperations["learn"];
  /** The body of the answer; undefined when Apollo Server shall answer, as it must where nothing is given. */
  run(request: OperationRequest | undefined, context: RequestContext): Promise<string | undefined>;
  /** How operations went, for metrics. */
  readonly counts: Readonly<Record<Lane, number>>;
}

/** What it needs. */
export interface FastLaneDeps {
  readonly graph: Graph;
  readonly authorize: Authorize;
  readonly sends: Readonly<Record<string, SubgraphSend>>;
  readonly log: Log;
}

/** What happens in a lane without faults: an answer it does not cover, a subgraph that is away. */
const isExpected = (error: unknown): boolean =>
  error instanceof Deviation || error instanceof NotCovered || error instanceof AppError;

/** Builds the lane. It answers queries that went well; everything else it leaves to Apollo Server. */
export function createFastLane({ graph, authorize, sends, log }: FastLaneDeps): FastLane {
  const known = createKnownOperations(graph);
  const counts = { fast: 0, slow: 0, fallback: 0 };

  function ready(
    { query, operationName, variables = {} }: OperationRequest,
    context: RequestContext,
  ) {
    const found = known.get(query, operationName);
    if (!found) return undefined;
    const { document, operation } = found;
    authorize(context.principal, document, operation);
    const definitions = operation.variableDefinitions ?? [];
    if (getVariableValues(graph.schema, definitions, variables).errors) return undefined;
    return found.compiled(variables);
  }

  /** What is refused here Apollo Server refuses, in its words; a fault of ours is no client's trouble. */
  function readyOrSlow(request: OperationRequest, context: RequestContext) {
    try {
      return ready(request, context);
    } catch (error) {
      if (!(error instanceof GraphQLError)) log.error({ err: error }, "The fast lane failed");
      return undefined;
    }
  }

  return {
    learn: known.learn,
    counts,
    async run(request, context) {
      const execute = request && readyOrSlow(request, context);
      if (!execute) {
        counts.slow += 1;
        return undefined;
      }
      const answered = new Answered();
      try {
        const text = await execute({
          variables: request.variables ?? {},
          root: {},
          fetch(service, asked) {
            const answer = (sends[service] as SubgraphSend)(asked, context.principal);
            answered.add(service, asked, answer);
            return answer;
          },
        });
        counts.fast += 1;
        return text;
      } catch (error) {
        if (!isExpected(error)) log.error({ err: error }, "The fast lane failed");
        context.answered = answered;
        counts.fallback += 1;
        return undefined;
      }
    },
  };
}
