import type { FastifyReply, FastifyRequest } from "fastify";
import { expect, it } from "vitest";
import { createRequestContext } from "../../request-context.ts";
import type { FastLane, OperationRequest } from "./fast-lane.ts";
import { createHttpLane } from "./http-lane.ts";

const context = createRequestContext({ subject: "u", roles: [], accounts: [], requestId: "r" });

/** A lane that answers whatever it is given, and remembers it. */
function laneUnderTest(told: { minSequence?: string } = {}) {
  const given: (OperationRequest | undefined)[] = [];
  const lane = {
    ...{ learn: () => undefined, counts: { fast: 0, slow: 0, fallback: 0 } },
    async run(request: OperationRequest | undefined) {
      given.push(request);
      return request && { text: "text", ...told };
    },
  } satisfies FastLane;
  return { given, http: createHttpLane(lane) };
}

const request = (body: unknown, more: object = {}) =>
  ({
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    ...more,
  }) as never as FastifyRequest;

function reply(statusCode = 200) {
  const headers: Record<string, string> = {};
  const sent = {
    ...headers,
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  };
  const made = {
    statusCode,
    getHeader: (name: keyof typeof sent) => sent[name],
    headers: (more: object) => Object.assign(headers, more),
  };
  return { headers, reply: made as never as FastifyReply };
}

const QUERY = { query: "{ me }" };

it("leaves an accept it has not seen answered to Apollo Server, and repeats the headers it saw", async () => {
  const { http, given } = laneUnderTest();
  const { reply: first } = reply();
  expect(await http.answer(request(QUERY), first, context)).toBeUndefined();
  http.learn(request(QUERY), first);
  const second = reply();
  expect(await http.answer(request(QUERY), second.reply, context)).toBe("text");
  expect(given).toEqual([undefined, QUERY]);
  expect(second.headers).toEqual({
    ...{ "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  });
});

it("tells in the header what a mutation told in the body", async () => {
  const { http } = laneUnderTest({ minSequence: "42" });
  http.learn(request(QUERY), reply().reply);
  const { headers, reply: second } = reply();
  await http.answer(request(QUERY), second, context);
  expect(headers["x-hft-min-sequence"]).toBe("42");
});

it("learns nothing from a refusal", async () => {
  const { http } = laneUnderTest();
  http.learn(request(QUERY), reply(400).reply);
  expect(await http.answer(request(QUERY), reply().reply, context)).toBeUndefined();
});

it.for([
  ["no object", "text"],
  ["a batch", [QUERY]],
  ["no query", {}],
  ["an empty query", { query: "" }],
  ["extensions", { ...QUERY, extensions: {} }],
  ["variables as text", { ...QUERY, variables: "{}" }],
  ["variables as a list", { ...QUERY, variables: [] }],
  ["a number for a name", { ...QUERY, operationName: 1 }],
  ["an empty name", { ...QUERY, operationName: "" }],
])("gives %s to Apollo Server", async ([, body]) => {
  const { http, given } = laneUnderTest();
  http.learn(request(QUERY), reply().reply);
  await http.answer(request(body), reply().reply, context);
  expect(given).toEqual([undefined]);
});

it("gives GET, other content types and questions about the plan to Apollo Server", async () => {
  const { http, given } = laneUnderTest();
  http.learn(request(QUERY), reply().reply);
  const json = { "content-type": "application/json" };
  for (const more of [
    { method: "GET" },
    { headers: { "content-type": "text/plain" } },
    { headers: {} },
    { headers: { ...json, "apollo-query-plan-experimental": "1" } },
  ]) {
    await http.answer(request(QUERY, more), reply().reply, context);
  }
  expect(given).toEqual([undefined, undefined, undefined, undefined]);
});

it("takes nulls for what is not given, as Apollo Server does", async () => {
  const { http, given } = laneUnderTest();
  http.learn(request(QUERY), reply().reply);
  const body = { ...QUERY, variables: null, operationName: null, extensions: null };
  await http.answer(request(body), reply().reply, context);
  expect(given).toEqual([QUERY]);
});
