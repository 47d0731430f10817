import { waitFor } from "@hft/testkit";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openSocket } from "./fixtures/socket-client.ts";
import { startWorld, type World } from "./fixtures/world.ts";

let world: World;
let demo: string;
let admin: string;
beforeAll(async () => {
  world = await startWorld(inject("databaseUrl"));
  [demo, admin] = await Promise.all([world.login("demo"), world.login("admin")]);
});
afterAll(() => world?.stop());

interface Key {
  id: string;
  key: string;
  roles: string[];
  accounts: string[];
}

const call = (method: string, path: string, token: string, body?: unknown) =>
  fetch(`${world.router.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
async function issue(token: string, wish: object = {}): Promise<Key> {
  const answer = await call("POST", "/auth/api-keys", token, { name: "test", ...wish });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Key;
}
const me = (headers: Record<string, string>, url = world.router.url) =>
  fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: '{"query":"{ me accounts { id } }"}',
  });
async function socketWith(payload: object) {
  const client = openSocket(world.router.url);
  await client.opened();
  client.send({ type: "connection_init", payload });
  return client;
}

describe("an API key", () => {
  it("[REST-040] speaks for its owner in either header and at connection_init", async () => {
    const { key, roles, accounts } = await issue(demo);
    expect(key).toMatch(/^hft_[0-9a-f]{12}_[\w-]{43}$/);
    expect({ roles, accounts }).toEqual({ roles: ["trader"], accounts: ["demo"] });
    for (const headers of [{ authorization: `Bearer ${key}` }, { "x-api-key": key }]) {
      const answer = await me(headers as Record<string, string>);
      expect(await answer.json()).toEqual({ data: { me: "demo", accounts: [{ id: "demo" }] } });
    }
    for (const payload of [{ authorization: `Bearer ${key}` }, { "x-api-key": key }]) {
      const client = await socketWith(payload);
      await client.wait(() => client.messages[0]?.type === "connection_ack", "the ack");
      client.socket.close();
    }
  });

  it("[REST-041] is kept as a hash, and shown once", async () => {
    const { id, key } = await issue(demo);
    const listed = await (await call("GET", "/auth/api-keys", demo)).text();
    expect(listed).toContain(id);
    const secret = key.slice(17);
    expect(listed).not.toContain(secret);
    const rows = await world.sql("SELECT * FROM identity.api_keys");
    expect(rows.map((row) => String(row["id"]))).toContain(id);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret).toString("hex"));
  });

  it("[REST-042] is refused when forged, expired, revoked or used from elsewhere, on HTTP and sockets", async () => {
    const [revoked, expired, elsewhere, good] = await Promise.all([
      issue(demo),
      issue(demo),
      issue(demo, { addresses: ["10.0.0.0/8", "::2"] }),
      issue(demo, { addresses: ["127.0.0.0/8"] }),
    ]);
    expect((await call("DELETE", `/auth/api-keys/${revoked.id}`, demo)).status).toBe(204);
    await world.sql(
      `UPDATE identity.api_keys SET expires_at = now() - interval '1 s' WHERE id = '${expired.id}'`,
    );
    await call("GET", "/auth/api-keys", demo);
    const forged = `${good.key.slice(0, -4)}AAAA`;
    for (const key of [revoked.key, expired.key, elsewhere.key, forged, "hft_x", "hft_"]) {
      expect((await me({ "x-api-key": key })).status, key).toBe(401);
      const client = await socketWith({ authorization: `Bearer ${key}` });
      expect(await client.closed()).toMatchObject({ code: 4403 });
    }
    expect((await me({ "x-api-key": good.key })).status).toBe(200);
  });

  it("[REST-043] that is revoked ends its sockets at once, here and on another replica", async () => {
    const replica = await world.replica();
    const { id, key } = await issue(demo);
    const clients = [world.router.url, replica.url].map((url) => openSocket(url));
    for (const client of clients) {
      await client.opened();
      client.send({ type: "connection_init", payload: { "x-api-key": key } });
      await client.wait(() => client.messages[0]?.type === "connection_ack", "the ack");
    }
    expect((await call("DELETE", `/auth/api-keys/${id}`, demo)).status).toBe(204);
    expect(await clients[0]?.closed()).toEqual({ code: 4403, reason: "Session ended" });
    await waitFor(async () => (await me({ "x-api-key": key }, replica.url)).status === 401, {
      limitMs: 15_000,
      what: "the replica to hear of it",
    });
    expect(await clients[1]?.closed()).toEqual({ code: 4403, reason: "Session ended" });
  });

  it("[REST-044] reaches no further than it was given, and never beyond its owner", async () => {
    const readOnly = await issue(demo, { read_only: true, accounts: ["demo"] });
    expect(readOnly.roles).toEqual(["viewer"]);
    const order = `mutation { placeOrder(input: { accountId: "demo", symbol: "A", orderQty: "1", clientOrderId: "x" }) { __typename } }`;
    const refused = await world.graphql(readOnly.key, order);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
    const beyond = [{ accounts: ["demo2"] }, { roles: ["admin"] }, { roles: ["trader", "risk"] }];
    for (const wish of beyond) {
      const answer = await call("POST", "/auth/api-keys", demo, { name: "x", ...wish });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: "VALIDATION_FAILED" });
    }
    const all = await issue(demo);
    await world.sql("DELETE FROM identity.user_accounts WHERE subject = 'demo'");
    const client = await socketWith({ "x-api-key": all.key });
    await waitFor(
      async () => !(await (await me({ "x-api-key": all.key })).text()).includes('"id"'),
      {
        limitMs: 15_000,
        what: "the lost account to be lost by the key",
      },
    );
    expect(await client.closed()).toMatchObject({ code: 4403 });
    await world.sql("INSERT INTO identity.user_accounts VALUES ('demo', 'demo')");
  });

  it("[REST-045] opens nothing under /auth, so that it cannot outlive itself", async () => {
    const { key } = await issue(admin);
    expect((await call("POST", "/auth/api-keys", key, { name: "again" })).status).toBe(401);
    expect((await call("GET", "/auth/api-keys", key)).status).toBe(401);
    expect((await call("POST", "/auth/keys/rotate", key, {})).status).toBe(401);
    expect((await call("POST", "/auth/users", key, {})).status).toBe(401);
  });
});

describe("keys of others", () => {
  it("[REST-046] are made, seen and revoked by admins alone", async () => {
    const demo2 = await world.login("demo2");
    const mine = await issue(demo2);
    const list = async (token: string) =>
      (await (await call("GET", "/auth/api-keys", token)).json()) as { id: string }[];
    expect((await list(demo)).map((one) => one.id)).not.toContain(mine.id);
    expect((await call("DELETE", `/auth/api-keys/${mine.id}`, demo)).status).toBe(404);
    const wish = { name: "x", username: "demo2" };
    expect((await call("POST", "/auth/api-keys", demo, wish)).status).toBe(403);
    expect((await issue(admin, { username: "demo2" })).accounts).toEqual(["demo2"]);
    expect((await list(admin)).map((one) => one.id)).toContain(mine.id);
    expect((await call("DELETE", `/auth/api-keys/${mine.id}`, admin)).status).toBe(204);
    expect((await me({ "x-api-key": mine.key })).status).toBe(401);
  });

  it("[REST-047] bad wishes are told what would be right, and keys per user are bounded", async () => {
    const bad = [
      {},
      { name: "" },
      { name: "x", addresses: ["10.0.0.0/33"] },
      { name: "x", addresses: ["nowhere"] },
      { name: "x", expires_in_days: 0 },
      { name: "x", scope: "all" },
      { name: "x", roles: [] },
    ];
    for (const wish of bad) {
      expect((await call("POST", "/auth/api-keys", demo, wish)).status).toBe(400);
    }
    const unknown = { name: "x", username: "nobody" };
    expect((await call("POST", "/auth/api-keys", admin, unknown)).status).toBe(404);
    const viewer = await world.login("viewer");
    for (let i = 0; i < 20; i += 1) await issue(viewer);
    expect((await call("POST", "/auth/api-keys", viewer, { name: "x" })).status).toBe(409);
  });
});
