import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connect } from "./fixtures/socket-client.ts";
import { startWorld, type World } from "./fixtures/world.ts";

let world: World;
let token: string;
beforeAll(async () => {
  world = await startWorld(inject("databaseUrl"));
  token = await world.login("demo");
});
afterAll(() => world?.stop());

const PLACE = `mutation($q: String!) { placeOrder(input: { accountId: "demo", symbol: "TESTA", orderQty: $q, clientOrderId: "c1" }) {
  __typename ... on PlaceOrderAccepted { renamed: order { id position { avgPx } } } } }`;
const FILLS = `subscription { fills { events { id order { id position { avgPx quantity seen } } instrument { tickPx } } sequence previousSequence cursor conflated } }`;

describe("queries and mutations", () => {
  it("answers with fields of three subgraphs, equal entities asked once", async () => {
    const query = `{ a: order(id: "1") { id position { avgPx } instrument { tickPx } } b: order(id: "2") { position { quantity } } }`;
    const answer = await world.graphql(token, query);
    expect(await answer.json()).toEqual({
      data: {
        a: { id: "1", position: { avgPx: "10.5" }, instrument: { tickPx: "0.01" } },
        b: { position: { quantity: "3" } },
      },
    });
    expect(answer.headers.get("x-request-id")).toMatch(/[\w-]{36}/);
  });

  it("hands the sequence of a mutation to the same user's next read, whatever was selected", async () => {
    const placed = await world.graphql(token, PLACE, { q: "1" });
    expect(placed.headers.get("x-hft-min-sequence")).toBe("4242");
    expect(await placed.json()).toMatchObject({
      data: { placeOrder: { renamed: { position: { avgPx: "10.5" } } } },
      extensions: { minSequence: "4242" },
    });
    const read = await (await world.graphql(token, "{ lastMinSequence }")).json();
    expect(read).toEqual({ data: { lastMinSequence: "4242" } });
    const other = await world.login("demo2");
    expect(await (await world.graphql(other, "{ lastMinSequence }")).json()).toEqual({
      data: { lastMinSequence: null },
    });
  });

  it("takes the sequence from a client that comes from another replica", async () => {
    const other = await world.login("viewer");
    const answer = await world.graphql(
      other,
      "{ lastMinSequence }",
      {},
      { "x-hft-min-sequence": "77" },
    );
    expect(await answer.json()).toEqual({ data: { lastMinSequence: "77" } });
  });

  it("gives an opened account to its user; the next token carries it", async () => {
    const answer = await world.graphql(
      token,
      `mutation { openAccount(accountId: "demo-b") { sequence } }`,
    );
    expect(await answer.json()).toMatchObject({ data: { openAccount: { sequence: "4300" } } });
    const again = await world.login("demo");
    expect(await (await world.graphql(again, "{ accounts { id } }")).json()).toEqual({
      data: { accounts: [{ id: "demo" }, { id: "demo-b" }] },
    });
    const thief = await world.login("demo2");
    await world.graphql(thief, `mutation { openAccount(accountId: "demo-b") { sequence } }`);
    const after = await world.graphql(await world.login("demo2"), "{ accounts { id } }");
    expect(await after.json()).toEqual({ data: { accounts: [{ id: "demo2" }] } });
  });

  it("refuses a request that does not say which of its operations to run", async () => {
    const query = "query A { accounts { id } } query B { accounts { id } }";
    const named = "operationName must name one of the document's operations: A, B";
    const unnamed = "operationName must be left out: the document has no operation with a name";
    for (const [more, message] of [
      [{}, named],
      [{ operationName: "C" }, named],
      [{ query: "{ accounts { id } }", operationName: "C" }, unnamed],
    ] as const) {
      const response = await fetch(`${world.router.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, ...more }),
      });
      expect(response.status).toBe(400);
      const { errors } = (await response.json()) as { errors: unknown[] };
      expect(errors).toMatchObject([{ message, extensions: { code: "VALIDATION_FAILED" } }]);
    }
  });

  it("masks what is not public and names the request", async () => {
    const body = JSON.stringify(await (await world.graphql(token, "{ fails }")).json());
    expect(body).not.toContain("password");
    expect(JSON.parse(body).errors[0]).toMatchObject({
      message: "Internal error",
      extensions: { code: "INTERNAL", requestId: expect.any(String) },
    });
  });

  it("denies fields without roles, and fields of other roles", async () => {
    const denied = await world.graphql(token, "{ undeclared }");
    expect(denied.status).toBe(403);
    expect(await denied.json()).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
    const viewer = await world.login("viewer");
    const before = world.fixture.seen.placed;
    const sneaky = `mutation { ...F } fragment F on Mutation { placeOrder(input: { accountId: "demo", symbol: "A", orderQty: "1", clientOrderId: "x" }) { __typename } }`;
    expect(await (await world.graphql(viewer, sneaky)).json()).toMatchObject({
      errors: [{ extensions: { code: "FORBIDDEN" } }],
    });
    expect(world.fixture.seen.placed).toBe(before);
    expect((await world.graphql(viewer, "{ __schema { types { name } } }")).status).toBe(403);
    expect(
      (await world.graphql(await world.login("admin"), "{ __schema { types { name } } }")).status,
    ).toBe(200);
  });
});

describe("federated subscription", () => {
  it("resolves fields of three subgraphs on every event, at least as fresh as the event", async () => {
    const client = await connect(world.router.url, token);
    client.subscribe("1", FILLS);
    await client.wait(() => client.next("1").length === 1, "the empty first payload");
    expect(client.next("1")[0].data.fills.events).toEqual([]);
    world.fixture.tape.push("demo");
    await client.wait(() => client.next("1").length === 2, "a fill");
    const { sequence } = world.fixture.tape;
    expect(client.next("1")[1]).toEqual({
      data: {
        fills: {
          events: [
            {
              id: `s:${sequence}`,
              order: {
                id: String(sequence),
                position: { avgPx: "10.5", quantity: "3", seen: String(sequence) },
              },
              instrument: { tickPx: "0.01" },
            },
          ],
          sequence: String(sequence),
          previousSequence: String(sequence - 1n),
          cursor: `c${sequence}`,
          conflated: false,
        },
      },
    });
    client.socket.close();
  });

  it("runs queries and mutations on the same socket", async () => {
    const client = await connect(world.router.url, token);
    client.subscribe("q", "{ me }");
    client.subscribe("m", PLACE, { q: "1" });
    await client.wait(
      () => client.of("q").length === 2 && client.of("m").length === 2,
      "both answers",
    );
    expect(client.of("q")).toMatchObject([
      { type: "next", payload: { data: { me: "demo" } } },
      { type: "complete" },
    ]);
    expect(client.next("m")[0]).toMatchObject({ extensions: { minSequence: "4242" } });
    client.socket.close();
  });
});
