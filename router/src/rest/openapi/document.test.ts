import { addHealthRoutes, createMetrics } from "@hft/service-kit";
import { validate } from "@readme/openapi-parser";
import { fastify } from "fastify";
import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { addAuthRoutes } from "../../auth/routes.ts";
import { DEFAULT_CONTRACTS } from "../../config.ts";
import { addExplorer } from "../../explorer/explorer.ts";
import { readGraphContract } from "../../gateway/contracts.ts";
import { ORD_STATUSES } from "../graph-nodes.ts";
import { addRestRoutes } from "../routes.ts";
import { addDocsRoutes } from "./docs-routes.ts";
import { createOpenApiDocument } from "./document.ts";

const METHODS = ["get", "post", "delete"] as const;
/** Served by others: the graph by Apollo, `/ws` by an upgrade. */
const ELSEWHERE = ["get /graphql", "post /graphql", "get /ws"];

async function servedRoutes(): Promise<string[]> {
  const app = fastify({ exposeHeadRoutes: false });
  const served: string[] = [];
  app.addHook("onRoute", ({ method, url }) => {
    const path = url.replaceAll(/:(\w+)/g, "{$1}");
    served.push(`${String(method).toLowerCase()} ${path}`);
  });
  addHealthRoutes(app, { name: "router", metrics: createMetrics("document-test") });
  addAuthRoutes(app, {} as never);
  await addRestRoutes(app, {} as never);
  await addDocsRoutes(app);
  const schema = buildSchema("type Query { one: Int }");
  await addExplorer(app, { schema, log: { warn() {} } } as never);
  return served.filter((route) => !/^get \/(api\/docs|explorer)\//.test(route));
}

describe("the OpenAPI document", () => {
  it("[REST-024] is valid OpenAPI 3.1", async () => {
    const document = createOpenApiDocument();
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(await validate(structuredClone(document) as never)).toMatchObject({
      valid: true,
      warnings: [],
    });
    const broken = structuredClone(document) as { paths: Record<string, unknown> };
    broken.paths["/api/order"] = { post: { responses: { "201": {} } } };
    expect(await validate(broken as never)).toMatchObject({ valid: false });
  });

  it("[REST-025] names every route that is served, and no other", async () => {
    const { paths = {} } = createOpenApiDocument();
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method]).map((method) => `${method} ${path}`),
    );
    expect(documented.filter((one) => !ELSEWHERE.includes(one)).sort()).toEqual(
      (await servedRoutes()).sort(),
    );
  });

  it("[REST-026] has the graph's words for the state of an order", () => {
    const [orders = ""] = readGraphContract(DEFAULT_CONTRACTS, ["orders"]).subgraphSdls;
    const declared = /enum OrdStatus \{([^}]*)\}/.exec(orders)?.[1]?.trim().split(/\s+/);
    expect(declared?.sort()).toEqual([...ORD_STATUSES].sort());
  });
});
