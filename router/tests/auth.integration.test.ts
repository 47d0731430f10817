import { createLog, loadConfig } from "@hft/service-kit";
import { waitFor } from "@hft/testkit";
import {
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from "jose";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { routerConfig } from "../src/config.ts";
import { createRouter } from "../src/router.ts";
import { connect, openSocket } from "./fixtures/socket-client.ts";
import { PASSWORD, startWorld, type World } from "./fixtures/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld(inject("databaseUrl"));
});
afterAll(() => world?.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${world.router.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const login = (username = "demo", password = PASSWORD) =>
  post("/auth/login", { username, password });
const cookieOf = (answer: Response) => (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
const tokenOf = async (answer: Response) =>
  ((await answer.json()) as { access_token: string }).access_token;

/** A token of our shape, signed with our key or another, with claims as told. */
async function forge(options: {
  key?: JWK;
  kid?: string;
  expiresInSeconds?: number;
  subject?: string;
}) {
  const own = JSON.parse(world.env["JWT_SIGNING_KEY"] ?? "") as JWK;
  const kid = options.kid ?? decodeProtectedHeader(await world.login("demo")).kid ?? "";
  return new SignJWT({ roles: ["admin"], acct: ["demo2"], sid: "s" })
    .setProtectedHeader({ alg: "EdDSA", kid })
    .setIssuer("hft-router")
    .setAudience("hft")
    .setSubject(options.subject ?? "demo")
    .setExpirationTime(Math.floor(Date.now() / 1000) + (options.expiresInSeconds ?? 60))
    .sign(await importJWK(options.key ?? own, "EdDSA"));
}

describe("login", () => {
  it("gives a bearer token and a refresh cookie for /auth alone", async () => {
    const answer = await login();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toMatch(
      /hft_refresh=.+; Path=\/auth; .*HttpOnly; SameSite=Strict/,
    );
    expect(await answer.json()).toMatchObject({ token_type: "Bearer", expires_in: 600 });
  });

  it("refuses a wrong password and an unknown user alike", async () => {
    const [wrong, unknown] = await Promise.all([login("demo", "wrong one"), login("nobody")]);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const [a, b] = [await wrong.json(), await unknown.json()] as {
      message: string;
      request_id: string;
    }[];
    expect(a?.message).toBe(b?.message);
    expect(a?.request_id).toMatch(/[\w-]{36}/);
  });

  it("never answers bad input with 5xx", async () => {
    const bodies = [
      "{",
      "[]",
      "null",
      '"x"',
      "{}",
      '{"username":1,"password":2}',
      `{"username":"${"a".repeat(70_000)}"}`,
    ];
    const status = await Promise.all(
      bodies.map(async (body) => (await post("/auth/login", body)).status),
    );
    expect(
      status.every((one) => one >= 400 && one < 500),
      String(status),
    ).toBe(true);
    expect((await post("/auth/refresh", {})).status).toBe(401);
    expect((await post("/auth/refresh", { refresh_token: "nonsense" })).status).toBe(401);
    expect((await fetch(`${world.router.url}/nowhere`)).status).toBe(404);
  });

  it("makes guessing wait", async () => {
    for (let i = 0; i < 10; i += 1) await login("viewer", "guess");
    const answer = await login("viewer");
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("refresh", () => {
  it("rotates, and a token used twice ends the whole login, sockets included", async () => {
    const first = await login();
    const oldCookie = cookieOf(first);
    const second = await post("/auth/refresh", {}, { cookie: oldCookie });
    expect(second.status).toBe(200);
    const newCookie = cookieOf(second);
    expect(newCookie).not.toBe(oldCookie);
    const client = await connect(world.router.url, await tokenOf(second));
    expect((await post("/auth/refresh", {}, { cookie: oldCookie })).status).toBe(401);
    expect((await post("/auth/refresh", {}, { cookie: newCookie })).status).toBe(401);
    expect(await client.closed()).toMatchObject({ code: 4403 });
  });

  it("lets one of many concurrent uses win and then revokes", async () => {
    const cookie = cookieOf(await login());
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post("/auth/refresh", {}, { cookie })),
    );
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    const winner = answers.find((one) => one.ok) as Response;
    expect((await post("/auth/refresh", {}, { cookie: cookieOf(winner) })).status).toBe(401);
  });

  it("ends a login at logout", async () => {
    const first = await login();
    const token = await tokenOf(first);
    expect((await world.graphql(token, "{ me }")).status).toBe(200);
    expect((await post("/auth/logout", {}, { cookie: cookieOf(first) })).status).toBe(204);
    expect((await world.graphql(token, "{ me }")).status).toBe(401);
    expect((await post("/auth/refresh", {}, { cookie: cookieOf(first) })).status).toBe(401);
  });
});

describe("tokens", () => {
  it("refuses missing, forged, expired and foreign tokens on POST and on sockets", async () => {
    const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
    const genuine = await world.login("demo");
    const [head, body, mac] = genuine.split(".") as [string, string, string];
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
    const altered = Buffer.from(JSON.stringify({ ...claims, acct: ["demo2"] })).toString(
      "base64url",
    );
    const bad = [
      "",
      "x.y.z",
      `${head}.${altered}.${mac}`,
      `${none}.${body}.`,
      await forge({ key: await exportJWK(privateKey) }),
      await forge({ key: await exportJWK(privateKey), kid: "unknown" }),
      await forge({ expiresInSeconds: -60 }),
    ];
    for (const token of bad) {
      const answer = await world.graphql(token, "{ me }");
      expect(answer.status, token).toBe(401);
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
      });
      const client = openSocket(world.router.url);
      await client.opened();
      client.send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
      expect(await client.closed(), token).toMatchObject({ code: 4403 });
    }
    expect((await world.graphql(genuine, "{ me }")).status).toBe(200);
  });

  it("closes a socket when its token ends, and not when it was renewed in place", async () => {
    const [short, renewed] = await Promise.all([
      connect(world.router.url, await forge({ expiresInSeconds: 2 })),
      connect(world.router.url, await forge({ expiresInSeconds: 2 })),
    ]);
    renewed.send({
      type: "ping",
      payload: { authorization: `Bearer ${await forge({ expiresInSeconds: 60 })}` },
    });
    await renewed.wait(
      () => renewed.messages.some((one) => one.type === "pong" && one.payload.expiresAtMs),
      "the renewal",
    );
    expect(await short.closed()).toEqual({ code: 4403, reason: "Token expired" });
    expect(
      short.messages.some((one) => one.type === "ping" && one.payload.warning === "TOKEN_EXPIRES"),
    ).toBe(true);
    renewed.subscribe("q", "{ me }");
    await renewed.wait(
      () => renewed.next("q").length === 1,
      "an answer after the first token's end",
    );
    renewed.send({
      type: "ping",
      payload: { authorization: `Bearer ${await forge({ subject: "demo2" })}` },
    });
    expect(await renewed.closed()).toMatchObject({ code: 4403 });
  });
});

describe("Postgres away", () => {
  it("still verifies tokens and trades; login says try again", async () => {
    const token = await world.login("demo");
    const env = { ...world.env, PG_URL: "postgres://identity:wrong-password@127.0.0.1:1/none" };
    const router = await createRouter(loadConfig(routerConfig, env), createLog("router", "silent"));
    await router.start();
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const answer = await fetch(`${router.url}/graphql`, {
      method: "POST",
      headers,
      body: '{"query":"{ me }"}',
    });
    expect(await answer.json()).toEqual({ data: { me: "demo" } });
    const body = JSON.stringify({ username: "demo", password: PASSWORD });
    const refused = await fetch(`${router.url}/auth/login`, { method: "POST", headers, body });
    expect(refused.status).toBe(503);
    await waitFor(async () => (await fetch(`${router.url}/readyz`)).status === 503);
    await router.stop();
  });
});

describe("keys", () => {
  it("rotates with both keys valid, on every replica", async () => {
    const replica = await world.replica();
    const old = await world.login("demo");
    const jwks = async (url: string) =>
      ((await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: JWK[] }).keys;
    expect(await jwks(world.router.url)).toHaveLength(1);
    const forbidden = await post("/auth/keys/rotate", {}, { authorization: `Bearer ${old}` });
    expect(forbidden.status).toBe(403);
    const rotated = await post(
      "/auth/keys/rotate",
      {},
      { authorization: `Bearer ${await world.login("admin")}` },
    );
    const { kid } = (await rotated.json()) as { kid: string };
    const fresh = await world.login("demo");
    expect(decodeProtectedHeader(fresh).kid).toBe(kid);
    for (const { url } of [world.router, replica]) {
      for (const token of [old, fresh]) {
        const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
        const answer = await fetch(`${url}/graphql`, {
          method: "POST",
          headers,
          body: '{"query":"{ me }"}',
        });
        expect(answer.status).toBe(200);
      }
    }
    expect((await jwks(replica.url)).map((key) => key.kid)).toContain(kid);
    expect(JSON.stringify(await jwks(world.router.url))).not.toContain('"d"');
  });
});

describe("users", () => {
  it("are added by admins alone", async () => {
    const user = {
      username: "fresh",
      password: "long enough",
      roles: ["trader"],
      accounts: ["fresh"],
    };
    const as = async (name: string) => ({ authorization: `Bearer ${await world.login(name)}` });
    expect((await post("/auth/users", user)).status).toBe(401);
    expect((await post("/auth/users", user, await as("demo"))).status).toBe(403);
    const admin = await as("admin");
    expect((await post("/auth/users", { ...user, roles: ["god"] }, admin)).status).toBe(400);
    expect((await post("/auth/users", user, admin)).status).toBe(201);
    expect((await post("/auth/users", user, admin)).status).toBe(409);
    expect((await login("fresh", "long enough")).status).toBe(200);
  });
});
