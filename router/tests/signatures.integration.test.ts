import { SIGNATURE_HEADER, signRequest, subscribeBodyText } from "@hft/service-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSocket } from "./fixtures/socket-client.ts";
import { type Fixture, SUBGRAPH_SECRET, startFixture } from "./fixtures/subgraphs.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture?.stop());

const principal = {
  subject: "demo",
  roles: ["trader"] as const,
  accounts: ["demo"],
  requestId: "r",
};
const sign = (body: string, nowMs = Date.now(), target = "orders") =>
  signRequest({ secret: SUBGRAPH_SECRET, target, principal, body, nowMs });

function post(body: string, signature?: string) {
  const headers = {
    "content-type": "application/json",
    ...(signature && { [SIGNATURE_HEADER]: signature }),
  };
  return fetch(fixture.orders.url, { method: "POST", headers, body });
}

const ECHO = JSON.stringify({ query: '{ echo(text: "x") }' });

describe("a subgraph over HTTP", () => {
  it("answers what the router signed, once", async () => {
    const signature = sign(ECHO);
    expect(await (await post(ECHO, signature)).json()).toEqual({ data: { echo: "x" } });
    expect((await post(ECHO, signature)).status).toBe(401);
  });

  it.each([
    ["unsigned", ECHO, undefined],
    ["an unsigned _service", JSON.stringify({ query: "{ _service { sdl } }" }), undefined],
    [
      "unsigned _entities",
      JSON.stringify({
        query: '{ _entities(representations: [{__typename: "Order", id: "1"}]) { __typename } }',
      }),
      undefined,
    ],
  ])("refuses %s", async (_name, body, signature) => {
    const answer = await post(body, signature);
    expect(answer.status).toBe(401);
    expect(JSON.stringify(await answer.json())).not.toContain("data");
  });

  it("refuses stale, altered and re-targeted requests", async () => {
    const other = JSON.stringify({ query: '{ echo(text: "y") }' });
    expect((await post(ECHO, sign(ECHO, Date.now() - 31_000))).status).toBe(401);
    expect((await post(other, sign(ECHO))).status).toBe(401);
    expect((await post(ECHO, sign(ECHO, Date.now(), "positions"))).status).toBe(401);
    expect((await fetch(`${fixture.orders.url}?query={__typename}`)).status).toBe(404);
  });
});

describe("a subgraph over WebSocket", () => {
  const payload = { query: "subscription { fills { sequence } }", variables: {} };

  async function open() {
    const client = openSocket(fixture.orders.url.replace("/graphql", ""));
    await client.opened();
    client.send({ type: "connection_init" });
    await client.wait(() => client.messages.length === 1, "the ack");
    return client;
  }

  it("streams for a signed subscribe and refuses unsigned, stale and replayed ones", async () => {
    const client = await open();
    const body = subscribeBodyText(payload);
    const signature = sign(body);
    const start = (id: string, extensions?: object) =>
      client.send({
        id,
        type: "subscribe",
        payload: { ...payload, ...(extensions && { extensions }) },
      });
    start("good", { signature });
    await client.wait(() => client.next("good").length === 1, "the first payload");
    start("replayed", { signature });
    start("unsigned");
    start("stale", { signature: sign(body, Date.now() - 31_000) });
    start("altered", { signature: sign(`${body} `) });
    for (const id of ["replayed", "unsigned", "stale", "altered"]) {
      await client.wait(() => client.of(id).length === 1, id);
      expect(client.of(id)[0]).toMatchObject({
        type: "error",
        payload: [{ extensions: { code: "UNAUTHENTICATED" } }],
      });
    }
    client.socket.close();
    await client.wait(() => fixture.tape.active === 0, "the stream to end");
  });
});
