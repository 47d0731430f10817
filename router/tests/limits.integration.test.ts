import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connect, openSocket } from "./fixtures/socket-client.ts";
import { startWorld, type World } from "./fixtures/world.ts";

let world: World;
let token: string;
beforeAll(async () => {
  world = await startWorld(inject("databaseUrl"), {
    LIMIT_ORDER_ENTRY_BURST: "5",
    LIMIT_ORDER_ENTRY_PER_SECOND: "1",
    LIMIT_SOCKETS_PER_ACCOUNT: "3",
    LIMIT_SUBSCRIPTIONS_PER_SOCKET: "2",
    LIMIT_SOCKET_MESSAGES_PER_MINUTE: "60",
    SOCKET_INIT_TIMEOUT_MS: "300",
  });
  token = await world.login("demo");
});
afterAll(() => world?.stop());

const deep = `{ order(id: "1") ${"{ self ".repeat(11)} { id } ${"} ".repeat(11)} }`;
const ATTACKS: readonly [string, string][] = [
  ["depth", deep],
  ["aliases", `{ ${Array.from({ length: 16 }, (_, i) => `a${i}: me`).join(" ")} }`],
  ["directives", `{ me ${"@include(if: true) ".repeat(6)} }`],
  ["tokens", `{ ${"me ".repeat(1_001)} }`],
  ["syntax", "{ me"],
  ["an unknown field", "{ mee }"],
  ["a fragment cycle", "{ ...A } fragment A on Query { ...A }"],
];

describe.each(ATTACKS)("a document with too much %s", (_name, query) => {
  it("is refused on POST, GET and a socket alike, with one error and no hint", async () => {
    const headers = { authorization: `Bearer ${token}`, "apollo-require-preflight": "1" };
    const posted = await world.graphql(token, query);
    const got = await fetch(`${world.router.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers,
    });
    for (const answer of [posted, got]) {
      expect(answer.status).toBe(400);
      const { errors } = (await answer.json()) as {
        errors: { message: string; extensions: { code: string } }[];
      };
      expect(errors).toHaveLength(1);
      expect(["VALIDATION_FAILED", "COST_EXCEEDED"]).toContain(errors[0]?.extensions.code);
      expect(errors[0]?.message).not.toContain("Did you mean");
    }
    const client = await connect(world.router.url, token);
    client.subscribe("1", query);
    client.subscribe("2", query.startsWith("{") ? `subscription ${query}` : query);
    await client.wait(() => client.of("1").length > 0 && client.of("2").length > 0, "refusals");
    for (const id of ["1", "2"])
      expect(client.of(id)).toMatchObject([{ type: "error", payload: [{}] }]);
    client.socket.close();
    await client.closed();
  });
});

describe("HTTP", () => {
  it("refuses big bodies, batches, wrong content types and simple cross-site requests with JSON", async () => {
    const url = `${world.router.url}/graphql`;
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const send = (body: string, more: Record<string, string> = {}) =>
      fetch(url, { method: "POST", headers: { ...headers, ...more }, body });
    expect((await send(JSON.stringify({ query: `{ me } #${"x".repeat(66_000)}` }))).status).toBe(
      413,
    );
    expect((await send('[{"query":"{ me }"},{"query":"{ me }"}]')).status).toBe(400);
    expect((await send("{ me }", { "content-type": "text/plain" })).status).toBeGreaterThanOrEqual(
      400,
    );
    expect((await send("not json")).status).toBe(400);
    expect((await send("{}")).status).toBe(400);
    const bare = await fetch(`${url}?query={me}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(bare.status).toBe(400);
    const mutation = await fetch(
      `${url}?query=${encodeURIComponent('mutation { openAccount(accountId: "x") { sequence } }')}`,
      { headers },
    );
    expect(mutation.status).toBe(405);
  });

  it("names only listed origins to browsers", async () => {
    const ask = (origin: string) =>
      fetch(`${world.router.url}/graphql`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
    expect((await ask("http://localhost:3003")).headers.get("access-control-allow-origin")).toBe(
      "http://localhost:3003",
    );
    expect((await ask("http://evil.example")).headers.get("access-control-allow-origin")).not.toBe(
      "http://evil.example",
    );
  });

  it("serves nothing to strangers but health, keys and login", async () => {
    for (const path of ["/healthz", "/readyz", "/.well-known/jwks.json"]) {
      expect((await fetch(`${world.router.url}${path}`)).status).toBe(200);
    }
    for (const path of ["/metrics", "/graphql", "/graphql?query={__typename}"]) {
      expect((await fetch(`${world.router.url}${path}`)).status).toBe(401);
    }
  });
});

describe("order entry", () => {
  it("has a bucket per account and never asks the subgraph beyond it", async () => {
    const place = (account: string, as: string) =>
      world.graphql(
        as,
        `mutation { placeOrder(input: { accountId: "${account}", symbol: "A", orderQty: "1", clientOrderId: "x" }) { __typename } }`,
      );
    const before = world.fixture.seen.placed;
    const answers = await Promise.all(Array.from({ length: 12 }, () => place("demo", token)));
    const refused = answers.filter((one) => one.status === 429);
    expect(refused).toHaveLength(7);
    expect(await refused[0]?.json()).toMatchObject({
      errors: [{ extensions: { code: "RATE_LIMITED", retryAfterMs: expect.any(Number) } }],
    });
    expect(world.fixture.seen.placed - before).toBe(5);
    expect((await place("demo2", await world.login("demo2"))).status).toBe(200);
    expect((await world.graphql(token, "{ me }")).status).toBe(200);
  });
});

describe("sockets", () => {
  it("must begin with a token in time, with the right protocol, origin and frame size", async () => {
    const silent = openSocket(world.router.url);
    expect(await silent.closed()).toMatchObject({ code: 4408 });
    const other = openSocket(world.router.url, { protocol: "graphql-ws" });
    await other.wait(() => other.socket.readyState > 1, "a refusal");
    const evil = openSocket(world.router.url, { origin: "http://evil.example" });
    expect(String(await evil.error())).toContain("403");
    const own = openSocket(world.router.url, { origin: world.router.url });
    await own.opened();
    own.socket.close();
    const hasty = openSocket(world.router.url);
    await hasty.opened();
    hasty.subscribe("1", "{ me }");
    expect(await hasty.closed()).toMatchObject({ code: 4401 });
    const rude = openSocket(world.router.url);
    await rude.opened();
    rude.send({ type: "nonsense" });
    expect(await rude.closed()).toMatchObject({ code: 4400 });
    const big = await connect(world.router.url, token);
    big.send({ type: "ping", payload: { x: "y".repeat(70_000) } });
    expect(await big.closed()).toMatchObject({ code: 1009 });
  });

  it("are counted per user, and subscriptions and messages per socket", async () => {
    const clients = [
      await connect(world.router.url, token),
      await connect(world.router.url, token),
      await connect(world.router.url, token),
    ];
    const fourth = openSocket(world.router.url);
    await fourth.opened();
    fourth.send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
    expect(await fourth.closed()).toMatchObject({ code: 4429 });
    const [first, second, third] = clients as [typeof fourth, typeof fourth, typeof fourth];
    for (const id of ["1", "2", "3"]) first.subscribe(id, "subscription { fills { sequence } }");
    await first.wait(() => first.of("3").length === 1, "a refusal");
    expect(first.of("3")[0]).toMatchObject({
      type: "error",
      payload: [{ extensions: { code: "RATE_LIMITED" } }],
    });
    first.subscribe("1", "{ me }");
    expect(await first.closed()).toMatchObject({ code: 4409 });
    for (let i = 0; i < 70; i += 1) second.send({ type: "ping" });
    expect(await second.closed()).toMatchObject({ code: 4429 });
    third.send({ type: "connection_init" });
    expect(await third.closed()).toMatchObject({ code: 4429 });
  });
});
