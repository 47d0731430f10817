// Three subgraphs in a process of their own, cheap and always the same. They take signed and unsigned
// requests alike: the stock gateway knows no signature, and both routers must stand before the same.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { EFFECTS_HEADER } from "@hft/service-kit";
import { type DocumentNode, execute, type GraphQLSchema, parse } from "graphql";
import { SUBGRAPH_NAMES } from "../../src/config.ts";
import { type SubgraphName, sdlOf } from "../lib/contract.ts";
import { RESOLVERS, SEQUENCE } from "./answers.ts";

interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

let requestCount = 0;
const documents = new Map<string, DocumentNode>();

function documentOf(query: string): DocumentNode {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  return document;
}

/** What our subgraphs tell the router of a mutation; the stock gateway does not look. */
const effectsOf = (body: string): Record<string, string> =>
  body.includes("placeOrder") ? { [EFFECTS_HEADER]: JSON.stringify({ sequence: SEQUENCE }) } : {};

async function answer(schema: GraphQLSchema, body: string): Promise<string> {
  const { query, variables, operationName } = JSON.parse(body) as Question;
  const document = documentOf(query);
  const result = await execute({
    ...{ schema, document, variableValues: variables ?? null },
    operationName: operationName ?? null,
  });
  return JSON.stringify(result);
}

async function serve(name: SubgraphName): Promise<string> {
  const typeDefs = parse(sdlOf(name));
  const schema = buildSubgraphSchema({ typeDefs, resolvers: RESOLVERS[name] as never });
  const server: Server = createServer((request, response) => {
    requestCount += 1;
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      void answer(schema, body).then((text) => {
        const headers = { "content-type": "application/json", ...effectsOf(body) };
        response.writeHead(200, { ...headers, "content-length": Buffer.byteLength(text) });
        response.end(text);
      });
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const urls = await Promise.all(SUBGRAPH_NAMES.map(async (name) => [name, await serve(name)]));
process.on("message", ({ ask }: { ask?: string }) => {
  if (ask === "requests") process.send?.({ requests: requestCount });
});
process.send?.({ urls: Object.fromEntries(urls) as object });
