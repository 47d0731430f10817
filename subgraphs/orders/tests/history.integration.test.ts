import { createTestDatabase, type TestDatabase } from "@hft/testkit";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createHistory, type History } from "../src/live/history.ts";
import { createOrdersLive } from "../src/live/orders-live.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";
let database: TestDatabase;
let pool: Pool;
let history: History;
beforeAll(async () => {
  database = await createTestDatabase(inject("databaseUrl"), "history");
  pool = new Pool({ connectionString: database.roleUrl("orders") });
  history = createHistory({ pool, live: createOrdersLive(), sessionId: () => SESSION });
});
afterAll(async () => {
  await database.drop();
});

it("[ORD-035] says of a text that no order can have what is wrong with it", async () => {
  const search = { accounts: ["demo"], symbol: "AA\0PL", limit: 1 };
  const wrong = { code: "VALIDATION_FAILED", message: "A text must not contain the character NUL" };
  await expect(history.orderByClientId("demo", "\0")).rejects.toMatchObject(wrong);
  await expect(history.orders(search)).rejects.toMatchObject(wrong);
  await expect(history.executions(search)).rejects.toMatchObject(wrong);
  expect(await history.orderByClientId("demo", "nobody's")).toBeNull();
});

it("[ORD-036] says that the past cannot be read now when Postgres is away", async () => {
  await pool.end();
  const away = { code: "HISTORY_UNAVAILABLE", retryable: true };
  await expect(history.orderByClientId("demo", "a")).rejects.toMatchObject(away);
});
