import { readFileSync } from "node:fs";
import { AppError, createLog, toGraphQLError } from "@hft/service-kit";
import { getOperationAST, type OperationDefinitionNode, parse } from "graphql";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_CONTRACTS } from "../../config.ts";
import { createGraph } from "../../gateway/graph.ts";
import { type SubgraphResponse, TextAnswer } from "../../gateway/subgraph-answer.ts";
import { createRequestContext, type RequestContext } from "../../request-context.ts";
import { createFastLane } from "./fast-lane.ts";

const source = { process: async () => ({ data: null }) };
const sdl = readFileSync(`${DEFAULT_CONTRACTS}/supergraph.graphql`, "utf8");
const graph = createGraph(sdl, { orders: source, positions: source, analytics: source });
const log = createLog("lane", "silent");
const faults = vi.spyOn(log, "error");

const QUERY = "query Me($n: Int) { me }";

function laneWith(send: () => Promise<SubgraphResponse>, authorize = (): void => undefined) {
  const sends = { orders: send, positions: send, analytics: send };
  const lane = createFastLane({ graph, authorize, sends, log });
  const document = parse(QUERY);
  lane.learn(QUERY, undefined, {
    document,
    operation: getOperationAST(document) as OperationDefinitionNode,
  });
  return lane;
}

const says = (text: string) => async () => new TextAnswer(text);

describe("the fast lane", () => {
  let context: RequestContext;
  beforeEach(() => {
    context = createRequestContext({ subject: "u", roles: [], accounts: [], requestId: "r" });
    faults.mockClear();
  });

  it("passes a good answer through", async () => {
    const lane = laneWith(says(`{"data":{"me":"demo"}}`));
    expect(await lane.run({ query: QUERY }, context)).toBe(`{"data":{"me":"demo"}}\n`);
    expect(lane.counts).toEqual({ fast: 1, slow: 0, fallback: 0 });
  });

  it("writes anew what is not written as it would", async () => {
    const lane = laneWith(says(String.raw`{ "data": { "me": "\u0064emo" } }`));
    expect(await lane.run({ query: QUERY }, context)).toBe(`{"data":{"me":"demo"}}\n`);
  });

  it.for([
    ["errors", says(`{"data":{"me":"demo"},"errors":[{"message":"no"}]}`)],
    ["a null that may not be", says(`{"data":{"me":null}}`)],
    ["no data", says(`{"data":null}`)],
    ["effects", async () => new TextAnswer(`{"data":{"me":"demo"}}`, { sequence: "1" })],
    ["nobody there", () => Promise.reject(new AppError("HISTORY_UNAVAILABLE", "away"))],
  ] as const)("leaves %s to the reference executor, with what was fetched", async ([, send]) => {
    const lane = laneWith(send);
    expect(await lane.run({ query: QUERY }, context)).toBeUndefined();
    expect(context.answered).toBeDefined();
    expect(lane.counts).toEqual({ fast: 0, slow: 0, fallback: 1 });
    expect(faults).not.toHaveBeenCalled();
  });

  it("asks nobody for what is unknown, refused or has wrong variables", async () => {
    const send = vi.fn(says(`{"data":{"me":"demo"}}`));
    const lane = laneWith(send);
    expect(await lane.run(undefined, context)).toBeUndefined();
    expect(await lane.run({ query: "{ me }" }, context)).toBeUndefined();
    expect(await lane.run({ query: QUERY, variables: { n: "x" } }, context)).toBeUndefined();
    const refusing = laneWith(send, () => {
      throw toGraphQLError("FORBIDDEN", "no");
    });
    expect(await refusing.run({ query: QUERY }, context)).toBeUndefined();
    expect(send).not.toHaveBeenCalled();
    expect(context.answered).toBeUndefined();
    expect(lane.counts).toEqual({ fast: 0, slow: 3, fallback: 0 });
    expect(faults).not.toHaveBeenCalled();
  });

  it("logs its own faults, and the client is answered all the same", async () => {
    const broken = laneWith(says(`{"data":{"me":"demo"}}`), () => {
      throw new TypeError("a fault");
    });
    expect(await broken.run({ query: QUERY }, context)).toBeUndefined();
    const torn = laneWith(says(`{"data":{"me":`));
    expect(await torn.run({ query: QUERY }, context)).toBeUndefined();
    expect(faults).toHaveBeenCalledTimes(2);
  });
});
