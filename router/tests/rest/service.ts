import { expect, it } from "vitest";
import { WebSocket } from "ws";
import type { RestWorld } from "./rest-world.ts";

/** Health, documents, pages and the graph itself. */
export function service(rest: RestWorld): void {
  const { call } = rest;

  it("[REST-022] of service, graph and page answer as the document says", async () => {
    for (const path of ["/healthz", "/readyz", "/openapi.json", "/.well-known/jwks.json"]) {
      expect((await call("GET", path, { as: "nobody" })).status, path).toBe(200);
    }
    const page = await call("GET", "/api/docs", { as: "nobody" });
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.answer).not.toMatch(/https?:\/\//);
    for (const name of ["start.js", "swagger-ui.css", "swagger-ui-bundle.js"]) {
      expect((await fetch(`${rest.world.router.url}/api/docs/${name}`)).status, name).toBe(200);
    }
    expect((await call("GET", "/explorer", { as: "nobody" })).status).toBe(200);
    for (const [as, status] of [
      ["demo", 200],
      ["nobody", 401],
    ] as const) {
      expect((await call("GET", "/graphql/schema.graphql", { as })).status, as).toBe(status);
    }
    expect((await call("GET", "/metrics", { as: "admin" })).status).toBe(200);
    expect((await call("GET", "/metrics", { as: "nobody" })).status).toBe(401);
    const headers = { "apollo-require-preflight": "1" };
    for (const [as, query, status] of [
      ["demo", "{ __typename }", 200],
      ["demo", "{ nothing }", 400],
      ["nobody", "{ __typename }", 401],
    ] as const) {
      expect((await call("POST", "/graphql", { as, body: { query } })).status).toBe(status);
      const path = `/graphql?query=${encodeURIComponent(query)}`;
      expect((await call("GET", path, { as, headers })).status).toBe(status);
    }
    expect((await call("GET", "/ws")).status).toBe(404);
    const authorization = `Bearer ${rest.tokens["demo"]}`;
    const ws = new WebSocket(`${rest.world.router.url.replace("http", "ws")}/ws`, {
      headers: { authorization },
    });
    await new Promise((opened) => ws.once("upgrade", opened));
    rest.contract.saw("socket 101");
    ws.close();
  });
}
