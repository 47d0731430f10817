import { HeaderMap } from "@apollo/server";
import { createLog } from "@hft/service-kit";
import { composeSupergraph } from "../../../contracts/graphql/compose.ts";
import { createGraph } from "../../src/gateway/graph.ts";
import { type SubgraphResponse, TextAnswer } from "../../src/gateway/subgraph-answer.ts";
import { isMutation, type SubgraphRequest } from "../../src/gateway/subgraph-request.ts";
import { createSubgraphSource, type SubgraphSend } from "../../src/gateway/subgraph-source.ts";
import { createAdmission } from "../../src/operations/admission.ts";
import { createFastLane, type FastLane } from "../../src/operations/fast-lane/fast-lane.ts";
import { createOperationServer } from "../../src/operations/operation-server.ts";
import { createSettlement } from "../../src/operations/settlement.ts";
import { createRequestContext, type RequestContext } from "../../src/request-context.ts";
import { numberOf } from "./invented-answers.ts";

/** One operation with everything it needs. */
export interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

/** What a client got, and by which lane. */
export interface Got {
  readonly lane: "fast" | "slow" | "fallback";
  readonly status: number;
  readonly body: string;
  /** How often subgraphs were asked. */
  readonly upstream: number;
  /** How many of these were mutations. */
  readonly commands: number;
}

/** Both lanes over the same subgraphs, in this process. */
export interface TwoLanes {
  readonly graph: ReturnType<typeof createGraph>;
  readonly lane: FastLane;
  /** Apollo Server alone. */
  slow(asked: Asked): Promise<Got>;
  /** As the router answers an operation it knows. */
  fast(asked: Asked): Promise<Got>;
  stop(): Promise<void>;
}

/** The answer of a subgraph as text; may throw what a transport throws. */
export type Answers = (service: string, request: SubgraphRequest) => Promise<string>;

const PRINCIPAL = {
  subject: "demo",
  roles: ["trader"],
  accounts: ["demo"],
  requestId: "r",
} as const;

export async function createTwoLanes(
  sdls: Readonly<Record<string, string>>,
  answers: Answers,
): Promise<TwoLanes> {
  const log = createLog("lanes", "silent");
  let [upstream, commands] = [0, 0];
  const sendTo =
    (service: string): SubgraphSend =>
    async (request): Promise<SubgraphResponse> => {
      upstream += 1;
      if (isMutation(request.query)) commands += 1;
      const text = await answers(service, request);
      const sequence = String(numberOf("sequence", service, request.query, request.variables));
      return new TextAnswer(text, isMutation(request.query) ? { sequence } : undefined);
    };
  const sends = Object.fromEntries(Object.keys(sdls).map((name) => [name, sendTo(name)]));
  const sources = Object.fromEntries(
    Object.entries(sends).map(([name, send]) => [name, createSubgraphSource(name, send)]),
  );
  const graph = createGraph(composeSupergraph(sdls), sources);
  const authorize = () => undefined;
  const settle = createSettlement({
    readYourWrites: { note: () => undefined, minSequence: () => undefined },
    grants: { grantAccount: async () => undefined },
  });
  const passing = { authorize, admit: createAdmission([]), settle };
  const lane = createFastLane({ graph, ...passing, sends, log });
  const server = createOperationServer({
    ...{ graph, log, rules: [], maxTokens: 5_000, ...passing, learn: lane.learn },
  });
  await server.start();

  async function reference(asked: Asked, contextValue: RequestContext) {
    const { status, body } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        ...{ method: "POST", body: asked, search: "" },
        headers: new HeaderMap([["content-type", "application/json"]]),
      },
      context: async () => contextValue,
    });
    if (body.kind !== "complete") throw new Error("An answer in pieces");
    return { status: status ?? 200, body: body.string };
  }

  async function measured(run: () => Promise<Omit<Got, "upstream" | "commands">>): Promise<Got> {
    const before = { upstream, commands };
    const got = await run();
    return {
      ...got,
      upstream: upstream - before.upstream,
      commands: commands - before.commands,
    };
  }

  return {
    graph,
    lane,
    slow: (asked) =>
      measured(async () => ({
        lane: "slow" as const,
        ...(await reference(asked, createRequestContext(PRINCIPAL))),
      })),
    fast: (asked) =>
      measured(async () => {
        const context = createRequestContext(PRINCIPAL);
        const answer = await lane.run(asked, context);
        if (answer) return { lane: "fast" as const, status: 200, body: answer.text };
        const via = context.answered ? ("fallback" as const) : ("slow" as const);
        return { lane: via, ...(await reference(asked, context)) };
      }),
    stop: () => server.stop(),
  };
}
