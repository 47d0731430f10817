import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connect } from "./fixtures/socket-client.ts";
import { startWorld, type World } from "./fixtures/world.ts";

let world: World;
let tokens: Readonly<Record<"demo" | "demo2" | "tools" | "admin", string>>;
beforeAll(async () => {
  world = await startWorld(inject("databaseUrl"));
  const login = async (name: string) => [name, await world.login(name)] as const;
  tokens = Object.fromEntries(
    await Promise.all(["demo", "demo2", "tools", "admin"].map(login)),
  ) as typeof tokens;
});
afterAll(() => world?.stop());

interface Call {
  /** Another replica. */
  readonly url?: string;
  readonly body: object;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

async function post({ url = world.router.url, body, token = tokens.demo, headers = {} }: Call) {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      ...{ "content-type": "application/json", authorization: `Bearer ${token}` },
      ...{ "x-request-id": "lanes", ...headers },
    },
    body: JSON.stringify(body),
  });
  const { date: _, ...rest } = Object.fromEntries(response.headers);
  return { status: response.status, headers: rest, body: await response.text() };
}

async function counts(url: string): Promise<Record<string, number>> {
  const headers = { authorization: `Bearer ${tokens.admin}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const lines = text.matchAll(/^router_operations_total\{.*lane="(\w+)".*\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, lane, count]) => [lane, Number(count)]));
}

/** Which lanes answered while `run` ran. */
async function lanesOf<T>(
  run: () => Promise<T>,
  url = world.router.url,
): Promise<{ result: T; lanes: string[] }> {
  const before = await counts(url);
  const result = await run();
  const after = await counts(url);
  const lanes = Object.keys(after).filter((lane) => after[lane] !== before[lane]);
  return { result, lanes };
}

/** The reference: extensions, even empty ones, are for Apollo Server. */
const slowly = (call: Call): Call => ({ ...call, body: { ...call.body, extensions: {} } });

/** Answers of Apollo Server and of the lane that learned from it. */
async function both(call: Call) {
  const slow = await post(slowly(call));
  await post(call);
  const { result: fast, lanes } = await lanesOf(() => post(call), call.url);
  return { slow, fast, lanes };
}

const ORDER = `query Order($id: ID!) { order(id: $id) { id symbol position { avgPx quantity } instrument { tickPx } } }`;
const ACCEPTS = [
  "application/json",
  "application/graphql-response+json",
  "application/graphql-response+json,application/json;q=0.9",
  "*/*",
];

describe("the fast lane over HTTP", () => {
  it.for([{ query: "{ me }" }, { query: ORDER, variables: { id: "7" } }])(
    "[LANE-010] answers %o as Apollo Server does: status, every header, body",
    async (body) => {
      const { slow, fast, lanes } = await both({ body });
      expect(fast).toEqual(slow);
      expect(fast.status).toBe(200);
      expect(lanes).toEqual(["fast"]);
    },
  );

  it.for(ACCEPTS)("[LANE-010] to one who accepts %s, too", async (accept) => {
    const call = { body: { query: "{ me }" }, headers: { accept } };
    const { slow, fast, lanes } = await both(call);
    expect(fast).toEqual(slow);
    expect(lanes).toEqual(["fast"]);
  });

  it("[LANE-010] to one who accepts nothing of it, and to a page of another origin, too", async () => {
    for (const headers of [
      { accept: "image/png" },
      { origin: "http://localhost:3003" },
      { origin: "http://evil.example" },
    ]) {
      const { slow, fast } = await both({ body: { query: "{ me }" }, headers });
      expect(fast).toEqual(slow);
    }
  });

  it.for([
    ["an error of a field", { query: "{ me fails }" }, "fallback"],
    ["a wrong variable", { query: ORDER, variables: { id: { no: 1 } } }, "slow"],
    ["no variable", { query: ORDER }, "slow"],
    ["a field that is not there", { query: "{ nobody }" }, "slow"],
    ["no document", { query: "{ me" }, "slow"],
    ["no query", { variables: {} }, "slow"],
    ["variables that are a text", { query: "{ me }", variables: "{}" }, "slow"],
    ["an operation name that is a number", { query: "{ me }", operationName: 1 }, "slow"],
    ["an empty operation name", { query: "{ me }", operationName: "" }, "slow"],
    ["a batch", [{ query: "{ me }" }], "slow"],
    ["a field for nobody", { query: "{ undeclared }" }, "slow"],
  ] as const)("[LANE-011] %s is answered as Apollo Server does", async ([, body, lane]) => {
    const slow = await post(Array.isArray(body) ? { body } : slowly({ body }));
    await post({ body });
    const { result: fast, lanes } = await lanesOf(() => post({ body }));
    expect(fast).toEqual(slow);
    expect(lanes).toEqual([lane]);
  });
});

describe("what it knows", () => {
  it("[LANE-012] opens nothing: each caller is recognised, authorised and shown his own", async () => {
    const body = { query: `{ me accounts { id } }` };
    await both({ body });
    expect((await post({ body, token: "nobody" })).status).toBe(401);
    expect((await post({ body, token: tokens.tools })).status).toBe(403);
    const { result, lanes } = await lanesOf(() => post({ body, token: tokens.demo2 }));
    expect(lanes).toEqual(["fast"]);
    expect(JSON.parse(result.body)).toEqual({
      data: { me: "demo2", accounts: [{ id: "demo2" }] },
    });
  });

  it("[LANE-012] ends with the session", async () => {
    const login = await fetch(`${world.router.url}/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username: "demo", password: "correct horse" }),
    });
    const { access_token: token } = (await login.json()) as { access_token: string };
    const body = { query: "{ me }" };
    expect((await both({ body, token })).fast.status).toBe(200);
    const cookie = login.headers.get("set-cookie")?.split(";")[0] ?? "";
    await fetch(`${world.router.url}/auth/logout`, { method: "POST", headers: { cookie } });
    expect((await post({ body, token })).status).toBe(401);
  });

  it("[LANE-014] is known on sockets, too, and answered there as over HTTP", async () => {
    const body = { query: ORDER, variables: { id: "7" } };
    const { fast } = await both({ body });
    const client = await connect(world.router.url, tokens.demo);
    const { lanes } = await lanesOf(async () => {
      client.subscribe("q", body.query, body.variables);
      await client.wait(() => client.of("q").length === 2, "the answer");
    });
    client.socket.close();
    expect(client.of("q")).toEqual([
      { id: "q", type: "next", payload: JSON.parse(fast.body) },
      { id: "q", type: "complete" },
    ]);
    expect(lanes).toEqual(["fast"]);
  });

  it("[LANE-013] reads at least what the same user has written, by either lane", async () => {
    const read = { body: { query: "{ lastMinSequence }" } };
    await both(read);
    const mutation = `mutation { placeOrder(input: { accountId: "demo", symbol: "A", orderQty: "1", clientOrderId: "lane" }) { __typename } }`;
    const slow = await post(slowly({ body: { query: mutation } }));
    await post({ body: { query: mutation } });
    const placed = await lanesOf(() => post({ body: { query: mutation } }));
    expect(placed.result).toEqual(slow);
    expect(slow.headers["x-hft-min-sequence"]).toBe("4242");
    expect(placed.lanes).toEqual(["fast"]);
    const { result, lanes } = await lanesOf(() => post(read));
    expect(JSON.parse(result.body)).toEqual({ data: { lastMinSequence: "4242" } });
    expect(lanes).toEqual(["fast"]);
    const claimed = await post({ ...read, headers: { "x-hft-min-sequence": "9000" } });
    expect(JSON.parse(claimed.body)).toEqual({ data: { lastMinSequence: "9000" } });
  });

  it("[LANE-015] is counted once and sent once, also where the other lane must answer", async () => {
    const burst = 8;
    const { url } = await world.replica({
      ...{ LIMIT_ORDER_ENTRY_BURST: String(burst), LIMIT_ORDER_ENTRY_PER_SECOND: "1" },
    });
    const query = `mutation P($symbol: String!) { placeOrder(input: { accountId: "demo", symbol: $symbol, orderQty: "1", clientOrderId: "once" }) { __typename } }`;
    const place = (symbol: string) => post({ url, body: { query, variables: { symbol } } });
    const before = world.fixture.seen.placed;
    await place("A");
    const symbols = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? "A" : "FAILS"));
    const { result, lanes } = await lanesOf(() => Promise.all(symbols.map(place)), url);
    expect(lanes.sort()).toEqual(["fallback", "fast", "slow"]);
    expect(result.filter(({ status }) => status === 429)).toHaveLength(12 - (burst - 1));
    expect(world.fixture.seen.placed - before).toBe(burst);
  });

  it("[LANE-011] a subgraph that is away is asked by one lane and reported as by the other", async () => {
    const { url } = await world.replica({ ORDERS_URL: "http://127.0.0.1:1/graphql" });
    const { slow, fast, lanes } = await both({
      url,
      body: { query: `{ me order(id: "1") { id } }` },
    });
    expect(fast).toEqual(slow);
    expect(JSON.parse(fast.body)).toMatchObject({
      data: { me: "demo", order: null },
      errors: [{ extensions: { code: "HISTORY_UNAVAILABLE" } }],
    });
    expect(lanes).toEqual(["fallback"]);
  });
});
