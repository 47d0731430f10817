import { expect, it } from "vitest";
import { PASSWORD } from "../fixtures/world.ts";
import type { RestWorld } from "./rest-world.ts";

/** Logins, users and keys. */
export function logins(rest: RestWorld): void {
  const { call } = rest;

  it("[REST-020] of logins and keys answer as the document says", async () => {
    const login = (body: unknown, at?: string) =>
      call("POST", "/auth/login", { body, as: "nobody", ...(at && { at }) });
    const wrong = { username: "demo", password: "wrong" };
    expect((await login({ username: "demo", password: PASSWORD })).status).toBe(200);
    expect((await login(wrong)).status).toBe(401);
    expect((await login({})).status).toBe(400);
    const strange = await login({ username: "de\0mo", password: PASSWORD });
    expect([strange.status, strange.answer.message]).toEqual([
      400,
      "username: must not contain the character NUL",
    ]);
    for (let i = 0; i < 3; i += 1) await login(wrong);
    expect((await login(wrong)).status).toBe(429);
    const granted = await fetch(`${rest.world.router.url}/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username: "demo2", password: PASSWORD }),
    });
    const refreshToken = /hft_refresh=([^;]+)/.exec(granted.headers.get("set-cookie") ?? "")?.[1];
    const headers = { cookie: `hft_refresh=${refreshToken}` };
    const renewed = await call("POST", "/auth/refresh", { as: "nobody", headers });
    expect(renewed.status).toBe(200);
    const cookie = /hft_refresh=([^;]+)/.exec(renewed.headers.get("set-cookie") ?? "")?.[0] ?? "";
    expect((await call("POST", "/auth/logout", { as: "nobody", headers: { cookie } })).status).toBe(
      204,
    );

    const user = { username: "fresh", password: "long enough", roles: ["trader"] };
    expect((await call("POST", "/auth/users", { as: "admin", body: user })).status).toBe(201);
    expect((await call("POST", "/auth/users", { as: "admin", body: user })).status).toBe(409);
    expect((await call("POST", "/auth/users", { as: "viewer", body: user })).status).toBe(403);
    expect((await call("POST", "/auth/keys/rotate", { as: "viewer" })).status).toBe(403);
    expect((await call("POST", "/auth/keys/rotate", { as: "admin" })).status).toBe(201);

    const key = { name: "k" };
    const path = "/auth/api-keys";
    const issued = await call("POST", path, { as: "several", body: key });
    expect(issued.status).toBe(201);
    expect((await call("GET", path, { as: "several" })).answer).toHaveLength(1);
    for (const wish of [{ name: "\0" }, { ...key, username: "\0" }, { ...key, accounts: ["\0"] }]) {
      const refused = await call("POST", path, { as: "admin", body: wish });
      expect([refused.status, refused.answer.code]).toEqual([400, "VALIDATION_FAILED"]);
    }
    const body = { ...key, username: "admin" };
    expect((await call("POST", path, { as: "several", body })).status).toBe(403);
    expect(
      (await call("POST", path, { as: "admin", body: { ...key, username: "none" } })).status,
    ).toBe(404);
    for (let i = 0; i < 19; i += 1) await call("POST", path, { as: "several", body: key });
    expect((await call("POST", path, { as: "several", body: key })).status).toBe(409);
    const one = `${path}/${issued.answer.id}`;
    expect((await call("DELETE", one, { as: "viewer" })).status).toBe(404);
    expect((await call("DELETE", one, { as: "several" })).status).toBe(204);
    expect((await call("DELETE", one, { as: "nobody" })).status).toBe(401);
    expect((await call("GET", path, { as: "nobody" })).status).toBe(401);
  });
}
