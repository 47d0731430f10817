import { readFileSync } from "node:fs";
import { AppError, createLog, toGraphQLError } from "@hft/service-kit";
import { getOperationAST, type OperationDefinitionNode, parse } from "graphql";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULT_CONTRACTS } from "../../config.ts";
import { createGraph } from "../../gateway/graph.ts";
import { TextAnswer } from "../../gateway/subgraph-answer.ts";
import type { SubgraphSend } from "../../gateway/subgraph-source.ts";
import { createRequestContext, type RequestContext } from "../../request-context.ts";
import { createFastLane, type FastLaneDeps } from "./fast-lane.ts";

const source = { process: async () => ({ data: null }) };
const sdl = readFileSync(`${DEFAULT_CONTRACTS}/supergraph.graphql`, "utf8");
const graph = createGraph(sdl, { orders: source, positions: source, analytics: source });
const log = createLog("lane", "silent");
const faults = vi.spyOn(log, "error");

const QUERY = "query Me($n: Int) { me }";
const MUTATION = `mutation Cancel($id: ID!) { cancelOrder(id: $id) { __typename } }`;

function laneWith(send: SubgraphSend, more: Partial<FastLaneDeps> = {}) {
  const sends = { orders: send, positions: send, analytics: send };
  const passing = { authorize: () => undefined, admit: async () => undefined };
  const settle = async ({ effects }: RequestContext) => effects[0]?.sequence;
  const lane = createFastLane({ graph, ...passing, settle, sends, log, ...more });
  for (const text of [QUERY, MUTATION]) {
    const document = parse(text);
    const operation = getOperationAST(document) as OperationDefinitionNode;
    lane.learn(text, undefined, { document, operation });
  }
  return lane;
}

const ME = { text: `{"data":{"me":"demo"}}\n` };
const says = (text: string) => async () => new TextAnswer(text);

describe("the fast lane", () => {
  let context: RequestContext;
  beforeEach(() => {
    context = createRequestContext({ subject: "u", roles: [], accounts: [], requestId: "r" });
    faults.mockClear();
  });

  it("passes a good answer through", async () => {
    const lane = laneWith(says(`{"data":{"me":"demo"}}`));
    expect(await lane.run({ query: QUERY }, context)).toEqual(ME);
    expect(lane.counts).toEqual({ fast: 1, slow: 0, fallback: 0 });
  });

  it("writes anew what is not written as it would", async () => {
    const lane = laneWith(says(String.raw`{ "data": { "me": "\u0064emo" } }`));
    expect(await lane.run({ query: QUERY }, context)).toEqual(ME);
  });

  it.for([
    ["errors", says(`{"data":{"me":"demo"},"errors":[{"message":"no"}]}`)],
    ["a null that may not be", says(`{"data":{"me":null}}`)],
    ["no data", says(`{"data":null}`)],
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
    const refusing = laneWith(send, {
      authorize: () => {
        throw toGraphQLError("FORBIDDEN", "no");
      },
    });
    expect(await refusing.run({ query: QUERY }, context)).toBeUndefined();
    expect(send).not.toHaveBeenCalled();
    expect(context.answered).toBeUndefined();
    expect(lane.counts).toEqual({ fast: 0, slow: 3, fallback: 0 });
    expect(faults).not.toHaveBeenCalled();
  });

  describe("with a mutation", () => {
    const asked = { query: MUTATION, variables: { id: "7" } };
    const data = `{"data":{"cancelOrder":{"__typename":"CancelOrderAccepted"}}`;
    const done = vi.fn(async () => new TextAnswer(`${data}}`, { sequence: "42" }));
    beforeEach(() => done.mockClear());

    it("tells what it did, as the reference executor does", async () => {
      expect(await laneWith(done).run(asked, context)).toEqual({
        ...{ text: `${data},"extensions":{"minSequence":"42"}}\n`, minSequence: "42" },
      });
    });

    it("asks for admission before, and not for a query", async () => {
      const admit = vi.fn(() => Promise.reject(toGraphQLError("RATE_LIMITED", "slow down")));
      const lane = laneWith(done, { admit });
      expect(await lane.run(asked, context)).toBeUndefined();
      expect(admit).toHaveBeenCalledExactlyOnceWith(
        ...[context, expect.anything(), expect.anything(), asked.variables],
      );
      expect(done).not.toHaveBeenCalled();
      expect(faults).not.toHaveBeenCalled();
      await lane.run({ query: QUERY }, context);
      expect(admit).toHaveBeenCalledOnce();
    });

    it("leaves what it did to the reference executor where it cannot answer", async () => {
      const lane = laneWith(async () => new TextAnswer(`{"data":null}`, { sequence: "42" }));
      expect(await lane.run(asked, context)).toBeUndefined();
      expect(context.effects).toEqual([]);
      expect(context.answered).toBeDefined();
    });
  });

  it("logs its own faults, and the client is answered all the same", async () => {
    const broken = laneWith(says(`{"data":{"me":"demo"}}`), {
      authorize: () => {
        throw new TypeError("a fault");
      },
    });
    expect(await broken.run({ query: QUERY }, context)).toBeUndefined();
    const torn = laneWith(says(`{"data":{"me":`));
    expect(await torn.run({ query: QUERY }, context)).toBeUndefined();
    expect(faults).toHaveBeenCalledTimes(2);
  });
});
