import { expect, it } from "vitest";
import type { RestWorld } from "./rest-world.ts";

/** Bodies that are none, and a router whose Postgres is away. */
export function withoutPostgres(rest: RestWorld): void {
  const { call } = rest;

  it("[REST-021] answer bad bodies and an absent Postgres as the document says", async () => {
    const posts = ["login", "refresh", "logout", "users", "keys/rotate", "api-keys"];
    for (const path of posts.map((name) => `/auth/${name}`)) {
      const text = { "content-type": "text/plain" };
      expect((await call("POST", path, { as: "nobody", body: "{" })).status).toBe(400);
      expect((await call("POST", path, { as: "nobody", body: "x", headers: text })).status).toBe(
        415,
      );
      expect((await call("POST", path, { as: "nobody", body: " ".repeat(70_000) })).status).toBe(
        413,
      );
      if (path !== "/auth/login")
        expect((await call("POST", path, { as: "nobody", body: {} })).status).toBe(401);
    }
    const at = rest.lonely.url;
    const bodies: [string, object][] = [
      ["/auth/login", { username: "a", password: "b" }],
      ["/auth/refresh", { refresh_token: "x" }],
      ["/auth/logout", { refresh_token: "x" }],
      ["/auth/users", { username: "x", password: "long enough", roles: ["viewer"] }],
      ["/auth/keys/rotate", {}],
      ["/auth/api-keys", { name: "x" }],
    ];
    for (const [path, body] of bodies) {
      expect((await call("POST", path, { as: "admin", body, at })).status, path).toBe(503);
    }
    expect((await call("GET", "/auth/api-keys", { as: "admin", at })).status).toBe(503);
    expect((await call("DELETE", "/auth/api-keys/x", { as: "admin", at })).status).toBe(503);
    expect((await call("GET", "/readyz", { at })).status).toBe(503);
    const headers = { authorization: "Bearer hft_0123456789ab_".padEnd(70, "x").slice(0, 67) };
    expect((await call("GET", "/api/orders", { as: "nobody", headers, at })).status).toBe(503);
  });
}
