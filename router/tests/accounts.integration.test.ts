import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { MOST_ACCOUNTS_PER_USER } from "../src/auth/account-grants.ts";
import { createIdentityStore } from "../src/auth/store/identity-store.ts";
import { type Exchange, REAL_SDLS, startExchange } from "./fixtures/exchange.ts";
import { openPlainSocket } from "./fixtures/plain-socket.ts";
import { connect } from "./fixtures/socket-client.ts";
import { PASSWORD, startWorldOf, type World } from "./fixtures/world.ts";

/** As long as names and accounts can be, with every role there is. */
const LONGEST = "u".repeat(32);
const ROLES = ["viewer", "trader", "risk", "admin", "integrator"];
const accountOf = (i: number) => `account-${String(i).padStart(8, "0")}`;

let world: World<Exchange>;
beforeAll(async () => {
  const start = startExchange;
  world = await startWorldOf(inject("databaseUrl"), { sdls: REAL_SDLS, start });
  const added = await fetch(`${world.router.url}/auth/users`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await world.login("admin")}`,
    },
    body: JSON.stringify({ username: LONGEST, password: PASSWORD, roles: ROLES }),
  });
  expect(added.status).toBe(201);
});
afterAll(() => world?.stop());

const countOf = async (subject: string) =>
  (await world.sql(`SELECT 1 FROM identity.user_accounts WHERE subject = '${subject}'`)).length;

async function open(token: string, ...accountIds: string[]) {
  const fields = accountIds.map((id, i) => `a${i}: openAccount(accountId: "${id}") { __typename }`);
  const response = await world.graphql(token, `mutation { ${fields.join(" ")} }`);
  const answer = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return [response.status, answer.errors?.[0]?.extensions.code];
}

it("[DOOR-001] refuses one account too many before the engine hears of it", async () => {
  await world.sql(`INSERT INTO identity.user_accounts
    SELECT '${LONGEST}', 'account-' || lpad(i::text, 8, '0')
      FROM generate_series(1, ${MOST_ACCOUNTS_PER_USER - 1}) AS i`);
  const token = await world.login(LONGEST);
  const last = accountOf(MOST_ACCOUNTS_PER_USER);
  expect(await open(token, last, "one-too-many")).toEqual([400, "VALIDATION_FAILED"]);
  expect(world.fixture.opened).toEqual([]);
  expect(await open(token, last)).toEqual([200, undefined]);
  expect(await open(token, "one-too-many")).toEqual([400, "VALIDATION_FAILED"]);
  expect(await open(token, accountOf(1), last)).toEqual([200, undefined]);
  expect(world.fixture.opened).toEqual([last, accountOf(1), last]);
  expect(await countOf(LONGEST)).toBe(MOST_ACCOUNTS_PER_USER);
});

it("[DOOR-002] gives the last room to one of those that ask for it at once", async () => {
  const pool = new pg.Pool({ connectionString: world.database.roleUrl("identity") });
  const store = createIdentityStore(pool);
  const added = await Promise.all(
    Array.from({ length: 10 }, (_, i) => store.addAccount("viewer", accountOf(500 + i), 3)),
  );
  expect(added.filter(Boolean)).toHaveLength(3);
  expect(await countOf("viewer")).toBe(3);
  expect(await store.addAccount("nobody", accountOf(600), 3)).toBe(false);
  await pool.end();
});

it("[DOOR-003] takes a token with the most and longest accounts at every door", async () => {
  const { url } = world.router;
  const token = await world.login(LONGEST);
  const authorization = `Bearer ${token}`;
  const query = "{ positions { items { accountId } } }";
  const { data } = (await (await world.graphql(token, query)).json()) as {
    data: { positions: { items: unknown[] } };
  };
  expect(data.positions.items).toHaveLength(MOST_ACCOUNTS_PER_USER);
  for (const path of ["/api/orders", "/auth/api-keys", "/metrics", "/graphql/schema.graphql"]) {
    expect((await fetch(`${url}${path}`, { headers: { authorization } })).status, path).toBe(200);
  }
  (await connect(url, token)).socket.close();
  const byHeader = openPlainSocket(url, { authorization });
  await byHeader.wait("auth_ok");
  const byMessage = openPlainSocket(url);
  await byMessage.opened();
  byMessage.send({ type: "auth", token });
  await byMessage.wait("auth_ok");
  for (const { socket } of [byHeader, byMessage]) socket.close();
});
