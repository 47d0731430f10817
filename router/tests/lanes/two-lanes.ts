import { HeaderMap } from "@apollo/server";
import { createLog } from "@hft/service-kit";
import { composeSupergraph } from "../../../contracts/graphql/compose.ts";
import { createGraph } from "../../src/gateway/graph.ts";
import { type SubgraphResponse, TextAnswer } from "../../src/gateway/subgraph-answer.ts";
import type { SubgraphRequest } from "../../src/gateway/subgraph-request.ts";
import { createSubgraphSource, type SubgraphSend } from "../../src/gateway/subgraph-source.ts";
import { createFastLane, type FastLane } from "../../src/operations/fast-lane/fast-lane.ts";
import { createOperationServer } from "../../src/operations/operation-server.ts";
import { createRequestContext, type RequestContext } from "../../src/request-context.ts";

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
  /** How often each subgraph was asked. */
  readonly upstream: number;
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
const nothing = async (): Promise<never> => Promise.reject(new Error("not for queries"));

export async function createTwoLanes(
  sdls: Readonly<Record<string, string>>,
  answers: Answers,
): Promise<TwoLanes> {
  const log = createLog("lanes", "silent");
  let upstream = 0;
  const sendTo =
    (service: string): SubgraphSend =>
    async (request): Promise<SubgraphResponse> => {
      upstream += 1;
      return new TextAnswer(await answers(service, request));
    };
  const sends = Object.fromEntries(Object.keys(sdls).map((name) => [name, sendTo(name)]));
  const sources = Object.fromEntries(
    Object.entries(sends).map(([name, send]) => [name, createSubgraphSource(name, send)]),
  );
  const graph = createGraph(composeSupergraph(sdls), sources);
  const authorize = () => undefined;
  const lane = createFastLane({ graph, authorize, sends, log });
  const server = createOperationServer({
    ...{ graph, log, rules: [], maxTokens: 5_000, authorize, learn: lane.learn },
    ...{ limitOrderEntry: nothing, limitOpenAccount: nothing, grants: { grantAccount: nothing } },
    readYourWrites: { note: () => undefined, minSequence: () => undefined },
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

  async function measured(run: () => Promise<Omit<Got, "upstream">>): Promise<Got> {
    const before = upstream;
    const got = await run();
    return { ...got, upstream: upstream - before };
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
        const body = await lane.run(asked, context);
        if (body !== undefined) return { lane: "fast" as const, status: 200, body };
        const via = context.answered ? ("fallback" as const) : ("slow" as const);
        return { lane: via, ...(await reference(asked, context)) };
      }),
    stop: () => server.stop(),
  };
}
