import { createTestDatabase, type TestDatabase } from "@hft/testkit";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createMarketHistory, type MarketHistory } from "../src/live/market-history.ts";
import { createMarketLive } from "../src/live/market-live.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";
let database: TestDatabase;
let pool: Pool;
let history: MarketHistory;
beforeAll(async () => {
  database = await createTestDatabase(inject("databaseUrl"), "market_history");
  pool = new Pool({ connectionString: database.roleUrl("analytics") });
  history = createMarketHistory(pool, createMarketLive(), () => SESSION);
});
afterAll(async () => {
  await database.drop();
});

it("[MKT-020] says of a symbol that cannot be what is wrong with it", async () => {
  const wrong = { code: "VALIDATION_FAILED", message: "A text must not contain the character NUL" };
  await expect(history.trades("\0", 1)).rejects.toMatchObject(wrong);
  await expect(history.candles("\0", 60, 1n, 1)).rejects.toMatchObject(wrong);
  expect(await history.trades("NONE", 1)).toEqual([]);
  expect(await history.candles("NONE", 60, 1n, 1)).toEqual([]);
});

it("[MKT-021] says that the past of the market cannot be read when Postgres is away", async () => {
  await pool.end();
  const away = { code: "HISTORY_UNAVAILABLE", retryable: true };
  await expect(history.trades("AAPL", 1)).rejects.toMatchObject(away);
});
