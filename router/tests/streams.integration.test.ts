import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { connect, type SocketClient } from "./fixtures/socket-client.ts";
import { startWorld, type World } from "./fixtures/world.ts";

let world: World;
let token: string;
beforeAll(async () => {
  world = await startWorld(inject("databaseUrl"), {
    LIMIT_SOCKETS_PER_ACCOUNT: "200",
    STREAM_LINGER_MS: "500",
    LIMIT_SOCKET_BUFFER_BYTES: "262144",
  });
  token = await world.login("demo");
});
afterAll(() => world?.stop());
beforeEach(() => waitFor(() => world.fixture.tape.active === 0, { what: "no upstream" }));

const FILLS = `subscription($after: String, $ms: Int) { fills(after: $after, intervalMs: $ms) {
  events { id order { position { quantity } } } sequence previousSequence cursor conflated } }`;

interface FillBatch {
  events: { id: string }[];
  sequence: string;
  cursor: string;
}
const batchesOf = (client: SocketClient): FillBatch[] =>
  client.next("1").map((one) => one.data.fills);
const idsOf = (client: SocketClient) =>
  batchesOf(client).flatMap(({ events }) => events.map(({ id }) => id));
const cursorOf = (client: SocketClient) => batchesOf(client).at(-1)?.cursor;

async function follow(
  url = world.router.url,
  variables: object = {},
  as = token,
): Promise<SocketClient> {
  const client = await connect(url, as);
  client.subscribe("1", FILLS, variables);
  await client.wait(() => client.next("1").length > 0, "the first payload");
  return client;
}

/** Each test prints what it counted. */
const report = (line: string) => process.stdout.write(`${line}\n`);

/** All ids the tape gave the account after a position. */
const tapeIds = (after = 0n, account = "demo") =>
  world.fixture.tape.fills
    .filter((one) => one.accountId === account && one.sequence > after)
    .map((one) => `s:${one.sequence}`);

describe("sharing", () => {
  it("serves 100 identical clients by one upstream, closed within 5 s after the last leaves", async () => {
    const { tape, seen } = world.fixture;
    const before = tape.opened;
    const from = tape.sequence;
    const clients = await Promise.all(Array.from({ length: 100 }, () => follow()));
    expect([tape.active, tape.opened - before]).toEqual([1, 1]);
    const calls = seen.entityCalls;
    for (let burst = 0; burst < 10; burst += 1) tape.push("demo", { count: 50 });
    await waitFor(() => clients.every((one) => idsOf(one).length === 500), {
      what: "500 fills at 100 clients",
    });
    for (const client of clients) expect(idsOf(client)).toEqual(tapeIds(from));
    expect(seen.entityCalls - calls).toBeLessThanOrEqual(10);
    for (const client of clients) client.socket.close();
    const leftAt = performance.now();
    await waitFor(() => tape.active === 0, { what: "the upstream to close" });
    expect(performance.now() - leftAt).toBeLessThan(5_000);
    report(
      `100 clients: upstreams 1, 50,000 deliveries, 0 lost, closed ${Math.round(performance.now() - leftAt)} ms after the last`,
    );
  });

  it("never shares between users, and shows nobody the fills of another", async () => {
    const { tape } = world.fixture;
    const own = await follow();
    const other = await follow(world.router.url, {}, await world.login("demo2"));
    expect(tape.active).toBe(2);
    expect(world.fixture.seen.principals.slice(-2).map(({ accounts }) => accounts)).toEqual([
      ["demo"],
      ["demo2"],
    ]);
    tape.push("demo");
    await own.wait(() => idsOf(own).length === 1, "the fill");
    tape.push("demo2");
    await other.wait(() => idsOf(other).length > 0, "the other's fill");
    expect(idsOf(other)).toEqual(tapeIds(0n, "demo2").slice(-1));
    own.socket.close();
    other.socket.close();
  });

  it("shares public streams between all users and signs them for nobody", async () => {
    const quotes = `subscription { quotes(symbol: "TESTA") { events { symbol bidPx } sequence conflated } }`;
    const clients = await Promise.all(
      ["demo", "demo2", "viewer"].map(async (name) =>
        connect(world.router.url, await world.login(name)),
      ),
    );
    for (const client of clients) client.subscribe("1", quotes);
    for (const client of clients)
      await client.wait(() => client.next("1").length === 1, "the first payload");
    expect(world.fixture.tape.active).toBe(1);
    expect(world.fixture.seen.principals.at(-1)).toMatchObject({
      subject: "scope:public",
      accounts: [],
    });
    for (const client of clients) client.socket.close();
  });

  it("greets a late joiner with where the stream is", async () => {
    const early = await follow();
    world.fixture.tape.push("demo", { count: 3 });
    await early.wait(() => idsOf(early).length === 3, "the fills");
    const late = await follow();
    expect(batchesOf(late)).toMatchObject([
      { events: [], sequence: String(world.fixture.tape.sequence) },
    ]);
    world.fixture.tape.push("demo");
    await late.wait(() => idsOf(late).length === 1, "the next fill");
    expect(world.fixture.tape.active).toBe(1);
    early.socket.close();
    late.socket.close();
  });

  it("joins batches per interval without losing any, one upstream for all intervals", async () => {
    const { tape } = world.fixture;
    const plain = await follow();
    const slow = await follow(world.router.url, { ms: 250 });
    expect(tape.active).toBe(1);
    const from = tape.sequence;
    for (let i = 0; i < 20; i += 1) {
      tape.push("demo");
      await plain.wait(() => idsOf(plain).length === i + 1, "each fill");
    }
    await slow.wait(() => idsOf(slow).length === 20, "all fills");
    expect(idsOf(slow)).toEqual(tapeIds(from));
    expect(batchesOf(slow).length).toBeLessThan(batchesOf(plain).length);
    plain.socket.close();
    slow.socket.close();
    const bad = await connect(world.router.url, token);
    bad.subscribe("1", FILLS, { ms: 17 });
    await bad.wait(() => bad.of("1").length === 1, "a refusal");
    expect(bad.of("1")[0]).toMatchObject({
      type: "error",
      payload: [{ extensions: { code: "VALIDATION_FAILED" } }],
    });
    bad.socket.close();
  });
});

describe("resume", () => {
  it("misses and repeats nothing over 20 cuts, another replica on each return", async () => {
    const { tape } = world.fixture;
    const replicas = [world.router, await world.replica()];
    const from = tape.sequence;
    const got: string[] = [];
    let after: string | undefined;
    for (let cut = 0; cut < 20; cut += 1) {
      const url = replicas[cut % 2]?.url ?? "";
      const client = await follow(url, after === undefined ? {} : { after });
      tape.push("demo", { count: 1 + (cut % 4) });
      await client.wait(
        () => got.length + idsOf(client).length > tapeIds(from).length - 1,
        "some fills",
      );
      got.push(...idsOf(client));
      after = cursorOf(client);
      client.socket.terminate();
      tape.push("demo", { count: cut % 3 });
    }
    const last = await follow(replicas[0]?.url, { after });
    await last.wait(() => got.length + idsOf(last).length >= tapeIds(from).length, "the rest");
    expect([...got, ...idsOf(last)]).toEqual(tapeIds(from));
    last.socket.close();
  });

  it("serves a client that comes back soon from memory, and moves others onto the shared stream", async () => {
    const { tape } = world.fixture;
    const stay = await follow();
    const gone = await follow();
    const start = cursorOf(gone);
    gone.socket.terminate();
    tape.push("demo", { count: 2 });
    await stay.wait(() => idsOf(stay).length === 2, "the fills");
    const back = await follow(world.router.url, { after: start });
    await back.wait(() => idsOf(back).length === 2, "the missed fills");
    expect(tape.active).toBe(1);
    const old = await follow(world.router.url, { after: "c1000" });
    await old.wait(() => idsOf(old).length === tapeIds().length, "all fills there ever were");
    tape.push("demo");
    await waitFor(() => tape.active === 1, { what: "the hand-over" });
    tape.push("demo");
    await old.wait(() => idsOf(old).length === tapeIds().length, "the fills after it");
    expect(idsOf(old)).toEqual(tapeIds());
    for (const client of [stay, back, old]) client.socket.close();
  });

  it("loses nothing when the subgraph is restarted under running streams", async () => {
    const { tape } = world.fixture;
    const from = tape.sequence;
    const clients = await Promise.all([follow(), follow()]);
    tape.push("demo", { count: 2 });
    await waitFor(() => clients.every((one) => idsOf(one).length === 2));
    const restarted = world.fixture.restartOrders();
    tape.push("demo", { count: 3 });
    await restarted;
    tape.push("demo");
    await waitFor(() => clients.every((one) => idsOf(one).length === 6), { what: "all fills" });
    for (const client of clients) expect(idsOf(client)).toEqual(tapeIds(from));
    expect(
      clients.every((one) =>
        batchesOf(one)
          .slice(1)
          .every(({ events }) => events.length > 0),
      ),
    ).toBe(true);
    for (const client of clients) client.socket.close();
  });
});

describe("a client that stops reading", () => {
  it("is closed with 4290, delays no other, and resumes", async () => {
    const { tape } = world.fixture;
    const query =
      "subscription($after: String) { fills(after: $after) { events { id padding } cursor } }";
    const open = async () => {
      const client = await connect(world.router.url, token);
      client.subscribe("1", query);
      await client.wait(() => client.next("1").length > 0, "the first payload");
      return client;
    };
    const [fast, slow] = [await open(), await open()];
    const from = tape.sequence;
    const slowCursor = slow.next("1")[0].data.fills.cursor as string;
    slow.socket.pause();
    const padding = "x".repeat(1_600);
    let worstMs = 0;
    // 150 events at a time until the kernel's buffers and the budget are full.
    while (!(await isClosedBy(slow))) {
      const wanted = idsOf(fast).length + 150;
      const pushedAt = performance.now();
      tape.push("demo", { count: 150, padding });
      await waitFor(() => idsOf(fast).length >= wanted, { everyMs: 1, what: "the fast client" });
      worstMs = Math.max(worstMs, performance.now() - pushedAt);
      if (tape.fills.length > 60_000) break;
    }
    expect(idsOf(fast)).toEqual(tapeIds(from));
    expect(worstMs).toBeLessThan(1_000);
    slow.socket.resume();
    const closed = await slow.closed();
    expect(closed.code).toBe(4290);
    const back = await connect(world.router.url, token);
    back.subscribe("1", query, { after: slowCursor });
    await back.wait(() => idsOf(back).length >= tapeIds(from).length, "everything it missed");
    expect(idsOf(back)).toEqual(tapeIds(from));
    report(
      `slow client closed with ${closed.code} after ${tape.fills.length} fills; others' slowest 150 events ${worstMs.toFixed(0)} ms`,
    );
    fast.socket.close();
    back.socket.close();
  });
});

/** The router has given up the slow client when its own count of sockets fell. */
async function isClosedBy(_client: SocketClient): Promise<boolean> {
  const admin = await world.login("admin");
  const headers = { authorization: `Bearer ${admin}` };
  const text = await (await fetch(`${world.router.url}/metrics`, { headers })).text();
  return /router_slow_clients_closed_total\S* [1-9]/.test(text);
}
