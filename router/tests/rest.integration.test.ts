import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { WebSocket } from "ws";
import type { Router } from "../src/router.ts";
import { type ContractCheck, createContractCheck } from "./fixtures/contract-check.ts";
import { type Exchange, REAL_SDLS, startExchange } from "./fixtures/exchange.ts";
import { PASSWORD, startWithoutPostgres, startWorldOf, type World } from "./fixtures/world.ts";

const BURST = 60;
let world: World<Exchange>;
let contract: ContractCheck;
let lonely: Router;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  const overrides = {
    LIMIT_ORDER_ENTRY_BURST: String(BURST),
    LIMIT_ORDER_ENTRY_PER_SECOND: "1",
    LIMIT_LOGIN_FAILURES_PER_USER: "3",
  };
  const start = startExchange;
  world = await startWorldOf(inject("databaseUrl"), { overrides, sdls: REAL_SDLS, start });
  contract = await createContractCheck(world.router.url);
  lonely = await startWithoutPostgres(world.env);
  for (const name of ["demo", "demo2", "several", "viewer", "tools", "admin"]) {
    tokens[name] = await world.login(name);
  }
});
afterAll(async () => {
  await lonely?.stop();
  await world?.stop();
});

interface Call {
  as?: string;
  body?: unknown;
  headers?: Record<string, string>;
  at?: string;
}

/** Any request; its answer must be as the document says. */
async function call(method: string, path: string, options: Call = {}) {
  const { as = "demo", body, headers, at = world.router.url } = options;
  const token = tokens[as];
  const response = await fetch(`${at}${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const answer = await contract.check(method, response);
  return { status: response.status, headers: response.headers, answer: answer as Answer };
}
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
type Answer = any;

const wish = (more: object = {}) => ({
  ...{ symbol: "AAPL", side: "BUY", quantity: "10", price: "190.25", order_type: "LIMIT" },
  ...more,
});
const place = (more: object = {}, options: Call = {}) =>
  call("POST", "/api/order", { body: wish(more), ...options });

describe("POST /api/order", () => {
  it("[REST-001] answers 201 in the words of the older API, then 200 for the same, 409 for other content", async () => {
    const first = await place({ client_order_id: "a1" });
    expect(first.status).toBe(201);
    expect(first.answer).toMatchObject({
      ...{ id: first.answer.order_id, client_order_id: "a1", account_id: "demo", symbol: "AAPL" },
      ...{ side: "BUY", quantity: "10", price: "190.25", order_type: "LIMIT", status: "NEW" },
      ...{ filled_qty: "0", remaining_qty: "10", time_in_force: "DAY" },
    });
    const again = await place({ client_order_id: "a1" });
    expect([again.status, again.answer.id]).toEqual([200, first.answer.id]);
    const other = await place({ client_order_id: "a1", quantity: "11" });
    expect(other.status).toBe(409);
    expect(other.answer).toMatchObject({
      code: "DUPLICATE_CLIENT_ORDER_ID",
      order: { id: first.answer.id, quantity: "10" },
    });
  });

  it("[REST-002] takes old words in any case, JSON numbers, and an answer sent back", async () => {
    const body = `{"client_order_id":"a2","symbol":"aapl","side":"sell","quantity":100,"price":0.1,"order_type":"limit"}`;
    const { status, answer } = await call("POST", "/api/order", { body });
    expect(status).toBe(201);
    expect(answer).toMatchObject({ symbol: "AAPL", side: "SELL", quantity: "100", price: "0.1" });
    const market = await place({ order_type: "Market", price: null, tif: "ioc" });
    expect(market.answer).toMatchObject({
      order_type: "MARKET",
      price: null,
      time_in_force: "IOC",
    });
    const { sequence, account_id, avg_px, reject_reason, ...back } = market.answer;
    expect((await call("POST", "/api/order", { body: back })).status).toBe(200);
  });

  it("[REST-003] reads numbers exactly: what has more than 8 decimals is refused, not rounded", async () => {
    const raw = (quantity: string) =>
      call("POST", "/api/order", {
        body: `{"symbol":"AAPL","side":"buy","order_type":"limit","price":"1","quantity":${quantity}}`,
      });
    expect((await raw("123456789012.12345678")).answer.quantity).toBe("123456789012.12345678");
    expect((await raw("1e2")).answer.quantity).toBe("100");
    const refused = await raw("0.30000000000000004");
    expect(refused.status).toBe(400);
    expect(refused.answer.message).toBe("quantity: has more than 8 decimals");
  });

  it("[REST-004] makes a client order id where none is sent, and takes Idempotency-Key as one", async () => {
    const [a, b] = [await place(), await place()];
    expect(a.answer.client_order_id).toMatch(/^rest-[\w-]{36}$/);
    expect(b.answer.id).not.toBe(a.answer.id);
    const headers = { "idempotency-key": '"key-1"' };
    const first = await place({}, { headers });
    expect([first.status, first.answer.client_order_id]).toEqual([201, "key-1"]);
    expect((await place({}, { headers: { "idempotency-key": "key-1" } })).status).toBe(200);
    expect((await place({ client_order_id: "key-2" }, { headers })).status).toBe(400);
    expect((await place({}, { headers: { "idempotency-key": "two words" } })).status).toBe(400);
  });

  it("[REST-005] says 400 with what would be right", async () => {
    const bad: [unknown, RegExp][] = [
      ["{", /^body: is no JSON/],
      ["", /^body: is empty/],
      ["[]", /^body: /],
      ["null", /^body: /],
      [wish({ side: "hold" }), /^side: .*"BUY"\|"SELL"/],
      [wish({ quantity: "ten" }), /^quantity: must be a number such as 190.25/],
      [wish({ quantity: true }), /^quantity: must be a number such as 190.25/],
      [wish({ symbol: "no such thing" }), /^symbol: must be 1 to 16/],
      [wish({ client_order_id: "two words" }), /^client_order_id: /],
      [wish({ quantity: undefined, quanity: 1 }), /^quantity: .*; body: .*"quanity"/],
      [wish({ order_type: "stop" }), /^order_type: .*"MARKET"\|"LIMIT"/],
    ];
    for (const [body, message] of bad) {
      const { status, answer } = await call("POST", "/api/order", { body });
      expect(status, JSON.stringify(body)).toBe(400);
      expect(answer.message).toMatch(message);
    }
    expect((await place({ text: "x".repeat(70_000) })).status).toBe(413);
    const headers = { "content-type": "text/plain" };
    expect((await call("POST", "/api/order", { body: "x", headers })).status).toBe(415);
  });

  it("[REST-006] takes the only account, and names them where there are several", async () => {
    const several = await place({}, { as: "several" });
    expect(several.status).toBe(400);
    expect(several.answer.message).toContain("one, two");
    expect((await place({ account_id: "two" }, { as: "several" })).answer.account_id).toBe("two");
    expect((await place({ account_id: "demo2" })).status).toBe(404);
    expect((await place({}, { as: "nobody" })).status).toBe(401);
    expect((await place({}, { as: "viewer" })).status).toBe(403);
    expect((await call("POST", "/api/order", { body: "{", as: "nobody" })).status).toBe(401);
  });

  it("[REST-007] says 422 with the reason, 429 with Retry-After, 503 for outage and unknown outcome", async () => {
    const poor = await place({ symbol: "POOR" });
    expect(poor.status).toBe(422);
    expect(poor.answer).toMatchObject({
      ...{ code: "ORDER_REJECTED", reason: "INSUFFICIENT_BUYING_POWER" },
      order: { status: "REJECTED", reject_reason: "INSUFFICIENT_BUYING_POWER" },
    });
    const fast = await place({ symbol: "FAST" });
    expect([fast.status, fast.headers.get("retry-after")]).toEqual([429, "1"]);
    const codes = {
      DOWN: "ENGINE_UNAVAILABLE",
      BUSY: "ENGINE_UNAVAILABLE",
      SILENT: "OUTCOME_UNKNOWN",
    };
    for (const [symbol, code] of Object.entries(codes)) {
      const { status, answer } = await place({ symbol, client_order_id: `x-${symbol}` });
      expect([status, answer.code]).toEqual([503, code]);
      if (symbol === "SILENT") expect(answer.client_order_id).toBe("x-SILENT");
    }
  });
});

describe("orders", () => {
  it("[REST-008] are found by id and by client order id, canceled once, and hidden from others", async () => {
    const { answer } = await place({ client_order_id: "c1" });
    const path = `/api/orders/${answer.id}`;
    expect((await call("GET", path)).answer).toEqual(answer);
    expect((await call("GET", "/api/orders/c1?by=client_order_id")).answer).toEqual(answer);
    expect((await call("GET", path, { as: "demo2" })).status).toBe(404);
    expect((await call("GET", "/api/orders/c1?by=client_order_id", { as: "demo2" })).status).toBe(
      404,
    );
    expect((await call("DELETE", path, { as: "demo2" })).status).toBe(404);
    expect((await call("DELETE", path, { as: "viewer" })).status).toBe(403);
    const headers = { "content-type": "application/json" };
    const canceled = await call("DELETE", path, { headers });
    expect([canceled.status, canceled.answer.status]).toEqual([200, "CANCELED"]);
    const late = await call("DELETE", "/api/orders/c1?by=client_order_id");
    expect([late.status, late.answer.reason]).toEqual([422, "TOO_LATE_TO_CANCEL"]);
    expect((await call("GET", "/api/orders/abc")).status).toBe(400);
    const strange = await call("GET", "/api/orders/%00?by=client_order_id");
    expect([strange.status, strange.answer.message]).toEqual([
      400,
      "client_order_id: must be 1 to 48 printable ASCII characters without spaces",
    ]);
    expect((await call("GET", "/api/orders/999999")).status).toBe(404);
    expect((await call("DELETE", `${path}?by=name`)).status).toBe(400);
  });

  it("[REST-009] are listed newest first as an array, page by page, filtered", async () => {
    const all = await call("GET", "/api/orders?limit=500");
    const rows: { id: string; side: string }[] = [];
    for (let path: string | null = "/api/orders?limit=3"; path; ) {
      const page: Awaited<ReturnType<typeof call>> = await call("GET", path);
      rows.push(...page.answer);
      path = /<(.*)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1] ?? null;
      expect(Boolean(path)).toBe(page.headers.has("x-next-after"));
    }
    expect(rows).toEqual(all.answer);
    const sells = await call("GET", "/api/orders?side=sell&status=new,canceled&symbol=aapl");
    expect(sells.answer).toHaveLength(1);
    for (const query of [
      "limit=0",
      "limit=501",
      "limit=x",
      "side=x",
      "status=x",
      "after=x",
      "sid=BUY",
    ]) {
      expect((await call("GET", `/api/orders?${query}`)).status, query).toBe(400);
    }
  });
});

describe("executions and positions", () => {
  it("[REST-010] show one's own, and nothing of another account", async () => {
    world.fixture.tape.push("demo", { count: 3 });
    world.fixture.tape.push("demo2");
    const { answer } = await call("GET", "/api/executions?limit=2&symbol=TESTA");
    expect(answer).toHaveLength(2);
    expect(answer[0]).toMatchObject({ account_id: "demo", fill_price: "190.25", fill_qty: "1" });
    const positions = await call("GET", "/api/positions");
    expect(positions.answer).toMatchObject([
      { account_id: "demo", symbol: "AAPL", quantity: "-3" },
    ]);
    expect((await call("GET", "/api/positions?symbol=IBM")).answer).toEqual([]);
    for (const path of ["/api/executions", "/api/positions", "/api/orders"]) {
      expect((await call("GET", `${path}?account_id=demo2`)).status, path).toBe(404);
      expect((await call("GET", `${path}?colour=red`)).status, path).toBe(400);
      expect((await call("GET", path, { as: "tools" })).status, path).toBe(403);
      expect((await call("GET", path, { as: "nobody" })).status, path).toBe(401);
      expect((await call("GET", path, { as: "admin" })).answer, path).toEqual([]);
    }
    expect((await call("GET", "/api/orders/1", { as: "tools" })).status).toBe(403);
    expect((await call("GET", "/api/orders/1", { as: "nobody" })).status).toBe(401);
    expect((await call("DELETE", "/api/orders/1", { as: "nobody" })).status).toBe(401);
  });

  it("[REST-011] say 503 while history or engine cannot be reached", async () => {
    world.fixture.state.down = "HISTORY_UNAVAILABLE";
    for (const path of ["/api/executions", "/api/positions", "/api/orders", "/api/orders/1"]) {
      const { status, answer } = await call("GET", path);
      expect([status, answer.code], path).toEqual([503, "HISTORY_UNAVAILABLE"]);
    }
    world.fixture.state.down = "ENGINE_UNAVAILABLE";
    expect((await call("DELETE", "/api/orders/1")).status).toBe(503);
    world.fixture.state.down = undefined;
  });
});

describe("order entry", () => {
  it("[REST-012] has the buckets GraphQL has: the one is emptied by the other", async () => {
    const input = `accountId: "demo2", symbol: "AAPL", side: BUY, ordType: LIMIT, orderQty: "1", limitPx: "1"`;
    const graphql = (id: number) =>
      world.graphql(
        tokens["demo2"] ?? "",
        `mutation { placeOrder(input: { ${input}, clientOrderId: "g${id}" }) { __typename } }`,
      );
    await Promise.all(Array.from({ length: BURST }, (_, i) => graphql(i)));
    // A full bucket would let all of them pass; on a slow machine a few tokens have come back.
    const few = await Promise.all(
      Array.from({ length: BURST / 2 }, () => place({}, { as: "demo2" })),
    );
    const refused = few.find(({ status }) => status === 429);
    expect(refused?.answer.code).toBe("RATE_LIMITED");
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await place({})).status).toBe(201);
    const statuses = await Promise.all(
      Array.from({ length: BURST * 2 }, async () => {
        const { status } = await call("DELETE", "/api/orders/999", { as: "demo2" });
        return status;
      }),
    );
    expect(statuses).toContain(429);
  });
});

describe("the other routes", () => {
  it("[REST-020] of logins and keys answer as the document says", async () => {
    const login = (body: unknown, at?: string) =>
      call("POST", "/auth/login", { body, as: "nobody", ...(at && { at }) });
    const wrong = { username: "demo", password: "wrong" };
    expect((await login({ username: "demo", password: PASSWORD })).status).toBe(200);
    expect((await login(wrong)).status).toBe(401);
    expect((await login({})).status).toBe(400);
    for (let i = 0; i < 3; i += 1) await login(wrong);
    expect((await login(wrong)).status).toBe(429);
    const granted = await fetch(`${world.router.url}/auth/login`, {
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
    const at = lonely.url;
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

  it("[REST-022] of service, graph and page answer as the document says", async () => {
    for (const path of ["/healthz", "/readyz", "/openapi.json", "/.well-known/jwks.json"]) {
      expect((await call("GET", path, { as: "nobody" })).status, path).toBe(200);
    }
    const page = await call("GET", "/api/docs", { as: "nobody" });
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.answer).not.toMatch(/https?:\/\//);
    for (const name of ["start.js", "swagger-ui.css", "swagger-ui-bundle.js"]) {
      expect((await fetch(`${world.router.url}/api/docs/${name}`)).status, name).toBe(200);
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
    const authorization = `Bearer ${tokens["demo"]}`;
    const ws = new WebSocket(`${world.router.url.replace("http", "ws")}/ws`, {
      headers: { authorization },
    });
    await new Promise((opened) => ws.once("upgrade", opened));
    contract.saw("socket 101");
    ws.close();
  });

  it("[REST-023] hold no documented answer that was not provoked above", () => {
    expect(contract.unseen()).toEqual([]);
    expect(contract.seenCount()).toBeGreaterThan(100);
  });
});
