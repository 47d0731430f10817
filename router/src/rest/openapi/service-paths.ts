import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { json, problems, success } from "./answers.ts";

const tags = ["service"];
const open: [] = [];
const alive = z.object({ name: z.string(), isAlive: z.literal(true), pid: z.int() });
const ready = z.object({
  name: z.string(),
  isReady: z.boolean(),
  checks: z.array(
    z.object({ name: z.string(), isReady: z.boolean(), detail: z.string().optional() }),
  ),
  pid: z.int(),
  version: z.string(),
  uptimeSeconds: z.int(),
});
const graphqlRequest = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});
const graphqlAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});
const graphqlFailure = (description: string) => ({ description, content: json(graphqlAnswer) });

const graphqlResponses = {
  "200": { description: "Data, errors or both", content: json(graphqlAnswer) },
  "400": graphqlFailure("The document was refused"),
  "401": graphqlFailure("No valid access token or API key"),
};

const WS = `Plain JSON frames: send \`WsClientFrame\`, receive \`WsServerFrame\`. Say who you are by a header of the
upgrade, or by a first message \`{"type":"auth","token":"…"}\` within 3 s; a token in the address is never read.
A message that is refused is answered by a frame \`error\` with the status REST has for it. \`orders\`, \`executions\`
and \`positions\` lose nothing: who reads too slowly is closed with 4290 and goes on with its last \`cursor\` as \`after\`.
\`market\` shows the latest. Close codes: 4401 no token, 4403 refused, expired or revoked, 4408 no token in time,
4429 too many messages or sockets, 1013 try again later.`;

/** What is no trading and no login. */
export const servicePaths: ZodOpenApiPathsObject = {
  "/ws": {
    get: {
      ...{ operationId: "socket", tags: ["live"], summary: "Live frames and order entry" },
      description: WS,
      responses: { "101": { description: "Switching to WebSocket" }, ...problems(404) },
    },
  },
  "/graphql": {
    post: {
      ...{ operationId: "graphql", tags: ["live"], summary: "The whole graph" },
      description: "The same address serves graphql-transport-ws. The contract is the SDL.",
      requestBody: { required: true, content: json(graphqlRequest) },
      responses: graphqlResponses,
    },
    get: {
      ...{ operationId: "graphqlQuery", tags: ["live"], summary: "Queries of the graph" },
      requestParams: {
        query: z.object({ query: z.string(), variables: z.string().optional() }),
        header: z.object({ "apollo-require-preflight": z.string() }),
      },
      responses: graphqlResponses,
    },
  },
  "/graphql/schema.graphql": {
    get: {
      ...{ operationId: "graphqlSchema", tags: ["live"], summary: "The graph's schema as SDL" },
      description: "For every role, by access token or API key. Introspection is for few roles.",
      responses: {
        "200": {
          description: "GraphQL schema language",
          content: { "text/plain": { schema: z.string() } },
        },
        ...problems(401),
      },
    },
  },
  "/explorer": {
    get: {
      ...{ operationId: "explorer", tags: ["live"], security: open },
      summary: "GraphiQL: read the schema, try the graph, subscriptions included",
      responses: {
        "200": { description: "A page", content: { "text/html": { schema: z.string() } } },
      },
    },
  },
  "/healthz": {
    get: {
      ...{ operationId: "healthz", tags, security: open, summary: "Alive" },
      responses: { "200": success("Alive", alive) },
    },
  },
  "/readyz": {
    get: {
      ...{ operationId: "readyz", tags, security: open, summary: "Ready" },
      responses: { "200": success("Ready", ready), "503": success("Not ready", ready) },
    },
  },
  "/metrics": {
    get: {
      ...{ operationId: "metrics", tags, summary: "For Prometheus; roles admin and integrator" },
      responses: {
        "200": {
          description: "Text format",
          content: { "text/plain": { schema: z.string() } },
        },
        "401": {
          description: "No token for metrics",
          content: json(z.object({ code: z.literal("UNAUTHENTICATED"), message: z.string() })),
        },
      },
    },
  },
  "/openapi.json": {
    get: {
      ...{ operationId: "openapi", tags, security: open, summary: "This document" },
      responses: { "200": success("OpenAPI 3.1", z.looseObject({ openapi: z.string() })) },
    },
  },
  "/api/docs": {
    get: {
      ...{ operationId: "docs", tags, security: open, summary: "This document to read and try" },
      responses: {
        "200": { description: "A page", content: { "text/html": { schema: z.string() } } },
      },
    },
  },
};
