import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { type ContractCheck, createContractCheck } from "./fixtures/contract-check.ts";
import { type Exchange, REAL_SDLS, startExchange } from "./fixtures/exchange.ts";
import { openPlainSocket, type PlainSocket } from "./fixtures/plain-socket.ts";
import { startWorldOf, type World } from "./fixtures/world.ts";

let world: World<Exchange>;
let contract: ContractCheck;
let demo: string;
const clients: PlainSocket[] = [];

beforeAll(async () => {
  const overrides = {
    LIMIT_SOCKET_MESSAGES_PER_MINUTE: "60",
    SOCKET_INIT_TIMEOUT_MS: "500",
    LIMIT_SOCKET_BUFFER_BYTES: "200000",
    LIMIT_ORDER_ENTRY_BURST: "100",
    LIMIT_ORDER_ENTRY_PER_SECOND: "1",
  };
  const start = startExchange;
  world = await startWorldOf(inject("databaseUrl"), { overrides, sdls: REAL_SDLS, start });
  contract = await createContractCheck(world.router.url);
  demo = await world.login("demo");
});
afterAll(() => world?.stop());
/** Whatever was said in a test must be as the document says. */
afterEach(() => {
  for (const client of clients.splice(0)) {
    for (const frame of client.frames) {
      expect(contract.component("WsServerFrame", frame), JSON.stringify(frame)).toBeUndefined();
    }
    client.socket.terminate();
  }
});

function open(headers: Record<string, string> = {}): PlainSocket {
  const client = openPlainSocket(world.router.url, headers);
  clients.push(client);
  return client;
}
async function connect(token = demo): Promise<PlainSocket> {
  const client = open({ authorization: `Bearer ${token}` });
  await client.wait("auth_ok");
  return client;
}
const ORDER = { symbol: "AAPL", side: "buy", quantity: 10, price: "190.25", order_type: "limit" };

describe("a session on /ws", () => {
  it("[REST-030] begins with a header or a first message, and nothing waits for auth_ok in vain", async () => {
    const byHeader = await connect();
    expect(Date.parse(byHeader.frames[0]?.data.expires_at)).toBeGreaterThan(Date.now());
    const byMessage = open();
    await byMessage.opened();
    byMessage.send({ type: "auth", token: demo });
    byMessage.send({ type: "ping", id: "p" });
    expect(await byMessage.wait("pong")).toEqual({ type: "pong", id: "p" });
    expect(byMessage.frames[0]?.type).toBe("auth_ok");
    byMessage.send({ type: "auth", token: await world.login("demo") });
    await byMessage.wait("auth_ok", 2);
  });

  it("[REST-031] is refused with an error frame and a code that says why", async () => {
    const forged = open({ authorization: `Bearer ${demo.slice(0, -4)}AAAA` });
    expect(await forged.closed()).toMatchObject({ code: 4403 });
    expect(forged.of("error")[0]?.data).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    const hasty = open();
    await hasty.opened();
    hasty.send({ type: "ping" });
    expect(await hasty.closed()).toMatchObject({ code: 4401 });
    expect(hasty.of("error")).toHaveLength(1);
    expect(await open().closed()).toMatchObject({ code: 4408 });
    const inAddress = openPlainSocket(world.router.url, {}, `?token=${demo}`);
    clients.push(inAddress);
    expect(await inAddress.closed()).toMatchObject({ code: 4408 });
    const other = await connect();
    other.send({ type: "auth", token: await world.login("demo2") });
    expect(await other.closed()).toMatchObject({ code: 4403 });
  });

  it("[REST-032] answers every malformed frame with an error frame and goes on", async () => {
    const client = await connect();
    const bad = [
      ...["", "{", "null", "[]", "7", '"x"', "{}", '{"type":7}', '{"type":"nonsense"}'],
      ...[
        '{"type":"subscribe"}',
        '{"type":"subscribe","channel":"secrets"}',
        '{"type":"ping","x":1}',
      ],
      ...['{"type":"subscribe","channel":"orders","symbols":["A"]}', '{"type":"order"}'],
      ...['{"type":"subscribe","channel":"market"}', '{"type":"order","data":[]}'],
      ...['{"type":"subscribe","channel":"orders","interval_ms":7}', '{"type":"auth"}'],
      ...['{"type":"subscribe","channel":"market","symbols":["A"],"after":"x"}'],
      ...['{"type":"subscribe","channel":"market","symbols":["no such thing"]}'],
      ...['{"type":"unsubscribe","channel":"orders"}', '{"type":"cancel","data":{}}'],
      ...['{"__proto__":{"type":"ping"}}', '{"type":"cancel","data":{"id":7}}'],
    ];
    for (const [i, text] of bad.entries()) {
      client.send(text);
      const { data } = await client.wait("error", i + 1);
      expect(data, text).toMatchObject({ status: 400, code: "VALIDATION_FAILED" });
      expect(data.message, text).toMatch(/^[\w.]+: /);
    }
    expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
    const told = await client.ask({ type: "order", data: { ...ORDER, side: "hold" } });
    expect(told.data.message).toMatch(/^side: /);
  });

  it("[REST-033] ends when its key is revoked, and with 4429 when it says too much", async () => {
    const headers = { authorization: `Bearer ${demo}`, "content-type": "application/json" };
    const url = `${world.router.url}/auth/api-keys`;
    const issued = await fetch(url, { method: "POST", headers, body: '{"name":"ws"}' });
    const { id, key } = (await issued.json()) as { id: string; key: string };
    const keyed = open({ "x-api-key": key });
    await keyed.wait("auth_ok");
    expect((await keyed.ask({ type: "order", data: ORDER })).type).toBe("order_ack");
    await fetch(`${url}/${id}`, { method: "DELETE", headers: { authorization: `Bearer ${demo}` } });
    expect(await keyed.closed()).toEqual({ code: 4403, reason: "Session ended" });
    const chatty = await connect();
    for (let i = 0; i < 70; i += 1) chatty.send({ type: "ping" });
    expect(await chatty.closed()).toMatchObject({ code: 4429 });
  });
});

describe("order entry on /ws", () => {
  it("[REST-034] answers with the statuses of REST: once 201, then 200, 409 for other content", async () => {
    const client = await connect();
    const order = (more: object = {}) =>
      client.ask({ type: "order", data: { ...ORDER, client_order_id: "w1", ...more } });
    const first = await order();
    expect(first).toMatchObject({ type: "order_ack", status: 201, data: { quantity: "10" } });
    expect(first.sequence).toBe(first.data.sequence);
    expect(await order()).toMatchObject({ status: 200, data: { id: first.data.id } });
    expect((await order({ quantity: "11" })).data).toMatchObject({
      status: 409,
      code: "DUPLICATE_CLIENT_ORDER_ID",
    });
    expect((await order({ symbol: "POOR", client_order_id: "w2" })).data).toMatchObject({
      status: 422,
      reason: "INSUFFICIENT_BUYING_POWER",
    });
    const silent = await order({ symbol: "SILENT", client_order_id: "w3" });
    expect(silent.data).toMatchObject({
      status: 503,
      code: "OUTCOME_UNKNOWN",
      client_order_id: "w3",
    });
    const canceled = await client.ask({ type: "cancel", data: { id: first.data.id } });
    expect(canceled).toMatchObject({
      type: "cancel_ack",
      status: 200,
      data: { status: "CANCELED" },
    });
    const stuck = await order({ symbol: "STUCK", client_order_id: "w4" });
    const { id } = stuck.data;
    const untold = await client.ask({ type: "cancel", data: { id } });
    expect(untold.data).toMatchObject({ status: 503, code: "OUTCOME_UNKNOWN", id });
    const viewer = await connect(await world.login("viewer"));
    expect((await viewer.ask({ type: "order", data: ORDER })).data).toMatchObject({ status: 403 });
  });

  it("[REST-035] is no chatter: orders count in their bucket alone, which says when to come back", async () => {
    const client = await connect(await world.login("demo2"));
    for (let i = 0; i < 110; i += 1) client.send({ type: "order", data: ORDER });
    await client.wait("order_ack", 100);
    const { data } = await client.wait("error");
    expect(data).toMatchObject({ status: 429, code: "RATE_LIMITED" });
    expect(data.retry_after).toBeGreaterThan(0);
    expect(await client.ask({ type: "ping" })).toMatchObject({ type: "pong" });
  });
});

describe("subscriptions on /ws", () => {
  it("[REST-036] give one frame per event with its sequence, of one's own accounts, and resume", async () => {
    const client = await connect();
    for (const channel of ["orders", "executions", "positions"])
      client.send({ type: "subscribe", channel });
    client.send({ type: "subscribe", channel: "market", symbols: ["aapl"] });
    await client.wait("subscribed", 4);
    world.fixture.tape.push("demo2");
    world.fixture.tape.push("demo", { count: 3 });
    world.fixture.tape.push("public");
    const last = await client.wait("orders", 3);
    await client.wait("executions", 3);
    await client.wait("positions", 3);
    const quote = { symbol: "AAPL", bid_px: "1.5", ask_px: null };
    expect((await client.wait("market")).data).toMatchObject(quote);
    const orders = client.of("orders");
    const at = Number(orders[0]?.sequence);
    expect(orders.map((one) => Number(one.sequence))).toEqual([at, at + 1, at + 2]);
    expect(orders.every((one) => one.data.account_id === "demo")).toBe(true);
    expect(client.frames.some((one) => one.data?.account_id === "demo2")).toBe(false);
    expect(await client.ask({ type: "unsubscribe", channel: "orders" })).toMatchObject({
      type: "unsubscribed",
    });
    expect(
      (await client.ask({ type: "subscribe", channel: "market", symbols: ["IBM"] })).data.message,
    ).toMatch(/unsubscribe first/);
    world.fixture.tape.push("demo", { count: 2 });
    await client.wait("executions", 5);
    expect(client.of("orders")).toHaveLength(3);
    client.send({ type: "subscribe", channel: "orders", after: last.cursor });
    await client.wait("orders", 5);
    // One more between them was of the market.
    expect(client.of("orders").map((one) => Number(one.sequence))).toEqual(
      [0, 1, 2, 4, 5].map((i) => at + i),
    );
  });

  it("[REST-037] to another's account fail, and take nothing else with them", async () => {
    const client = await connect();
    const { data } = await client.ask({
      type: "subscribe",
      channel: "orders",
      account_id: "demo2",
    });
    expect(data).toMatchObject({ status: 404, code: "NOT_FOUND", channel: "orders" });
    client.send({ type: "subscribe", channel: "orders" });
    await client.wait("subscribed");
    const tools = await connect(await world.login("tools"));
    expect((await tools.ask({ type: "subscribe", channel: "orders" })).data).toMatchObject({
      status: 403,
    });
  });

  it("[REST-038] share one upstream, and a client that stops reading is closed with 4290 alone", async () => {
    const [slow, quick] = [await connect(), await connect()];
    for (const client of [slow, quick]) {
      client.send({ type: "subscribe", channel: "orders" });
      await client.wait("subscribed");
    }
    const opened = world.fixture.tape.opened;
    const third = await connect();
    third.send({ type: "subscribe", channel: "orders" });
    await third.wait("subscribed");
    expect(world.fixture.tape.opened).toBe(opened);
    slow.socket.pause();
    const padding = "x".repeat(50_000);
    for (let i = 0; i < 100; i += 1) {
      world.fixture.tape.push("demo", { padding });
      await quick.wait("orders", i + 1);
    }
    await third.wait("orders", 100);
    slow.socket.resume();
    expect(await slow.closed()).toMatchObject({ code: 4290 });
  });
});
