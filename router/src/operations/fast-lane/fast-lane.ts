import { AppError, type Log, type MutationEffects } from "@hft/service-kit";
import { GraphQLError, getVariableValues, OperationTypeNode } from "graphql";
import type { Graph } from "../../gateway/graph.ts";
import type { SubgraphSend } from "../../gateway/subgraph-source.ts";
import type { RequestContext } from "../../request-context.ts";
import type { Admit } from "../admission.ts";
import type { Authorize } from "../authorize.ts";
import type { Settle } from "../settlement.ts";
import { Answered } from "./answered.ts";
import { Deviation, NotCovered } from "./deviation.ts";
import { createKnownOperations, type KnownOperations } from "./known-operations.ts";

/** One operation as a client sent it. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

/** What it answered, without a word of errors. */
export interface FastAnswer {
  /** The body, as Apollo Server would have written it. */
  readonly text: string;
  /** Of mutations: engine sequence from which on reads must have come. */
  readonly minSequence?: string;
}

/** Which lane answered: `fallback` began in the fast one. */
export type Lane = "fast" | "slow" | "fallback";

/** The fast lane beside Apollo Server. */
export interface FastLane {
  /** Told of every query and mutation that Apollo Server found valid. */
  readonly learn: KnownOperations["learn"];
  /** Undefined when Apollo Server shall answer, as it must where nothing is given. */
  run(
    request: OperationRequest | undefined,
    context: RequestContext,
  ): Promise<FastAnswer | undefined>;
  /** How operations went, for metrics. */
  readonly counts: Readonly<Record<Lane, number>>;
}

/** What it needs. */
export interface FastLaneDeps {
  readonly graph: Graph;
  readonly authorize: Authorize;
  readonly admit: Admit;
  readonly settle: Settle;
  readonly sends: Readonly<Record<string, SubgraphSend>>;
  readonly log: Log;
}

/** What happens in a lane without faults: an answer it does not cover, a subgraph that is away. */
const isExpected = (error: unknown): boolean =>
  error instanceof Deviation || error instanceof NotCovered || error instanceof AppError;

/** The body is `{"data":…}` and a line feed. */
function withSequence(text: string, minSequence: string | undefined): FastAnswer {
  if (minSequence === undefined) return { text };
  const extensions = JSON.stringify({ minSequence });
  return { text: `${text.slice(0, -2)},"extensions":${extensions}}\n`, minSequence };
}

/** Builds the lane. It answers what went well; everything else it leaves to Apollo Server. */
export function createFastLane(deps: FastLaneDeps): FastLane {
  const { graph, authorize, admit, settle, sends, log } = deps;
  const known = createKnownOperations(graph);
  const counts = { fast: 0, slow: 0, fallback: 0 };

  async function ready(
    { query, operationName, variables = {} }: OperationRequest,
    context: RequestContext,
  ) {
    const found = known.get(query, operationName);
    if (!found) return undefined;
    const { document, operation } = found;
    authorize(context.principal, document, operation);
    const definitions = operation.variableDefinitions ?? [];
    if (getVariableValues(graph.schema, definitions, variables).errors) return undefined;
    const compiled = found.compiled(variables);
    if (compiled && operation.operation === OperationTypeNode.MUTATION) {
      await admit(context, document, operation, variables);
    }
    return compiled;
  }

  /** What is refused here Apollo Server refuses, in its words; a fault of ours is no client's trouble. */
  async function readyOrSlow(request: OperationRequest, context: RequestContext) {
    try {
      return await ready(request, context);
    } catch (error) {
      if (!(error instanceof GraphQLError)) log.error({ err: error }, "The fast lane failed");
      return undefined;
    }
  }

  return {
    learn: known.learn,
    counts,
    async run(request, context) {
      const execute = request && (await readyOrSlow(request, context));
      if (!execute) {
        counts.slow += 1;
        return undefined;
      }
      const answered = new Answered();
      const effects: MutationEffects[] = [];
      try {
        const text = await execute({
          variables: request.variables ?? {},
          root: {},
          async fetch(service, asked) {
            const sent = (sends[service] as SubgraphSend)(asked, context.principal);
            answered.add(service, asked, sent);
            const answer = await sent;
            if (answer.effects) effects.push(answer.effects);
            return answer;
          },
        });
        context.effects.push(...effects);
        const minSequence = await settle(context);
        counts.fast += 1;
        return withSequence(text, minSequence);
      } catch (error) {
        if (!isExpected(error)) log.error({ err: error }, "The fast lane failed");
        context.answered = answered;
        counts.fallback += 1;
        return undefined;
      }
    },
  };
}
