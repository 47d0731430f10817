import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import pg from "pg";
import { expect, inject, it } from "vitest";
import { createTestDatabase, migrate } from "../src/index.ts";

const LEGACY = resolve(import.meta.dirname, "../../../db/legacy.sql");
const NIL_SESSION = "00000000-0000-0000-0000-000000000000";

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

it("an empty database gets the two known tables and every owner's schema; again changes nothing", async () => {
  const database = await createTestDatabase(inject("databaseUrl"), "migrate_empty");
  expect(await migrate(database.url, {})).toEqual([]);
  const sql = `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
    WHERE table_name IN ('orders', 'executions', 'order_events', 'consumer_cursor')`;
  const names = await withClient(database.url, async (client) =>
    (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name),
  );
  expect(names).toEqual(expect.arrayContaining(["public.orders", "public.executions"]));
  expect(names).toContain("orders.order_events");
  await database.drop();
});

it("a writer role reaches its own tables and not another's", async () => {
  const database = await createTestDatabase(inject("databaseUrl"), "migrate_roles");
  const asRole = (role: "orders" | "positions") =>
    withClient(database.roleUrl(role), (client) => client.query("SELECT 1 FROM public.orders"));
  await expect(asRole("orders")).resolves.toMatchObject({ rowCount: 0 });
  await expect(asRole("positions")).rejects.toThrow("permission denied");
  await database.drop();
});

it("a database of the older system keeps its rows, with the nil session and sequence = -id", async () => {
  const database = await createTestDatabase(inject("databaseUrl"), "migrate_legacy", {
    before: (url) =>
      withClient(url, async (client) => {
        await client.query(readFileSync(LEGACY, "utf8"));
        await client.query(`INSERT INTO orders (client_order_id, order_id, symbol, side, quantity,
          price, order_type, status, filled_qty, remaining_qty)
          VALUES ('c1', 'o1', 'AAPL', 'BUY', 10, 190.25, 'LIMIT', 'FILLED', 10, 0)`);
        await client.query(`INSERT INTO executions (order_id, client_order_id, symbol, side,
          fill_price, fill_qty, timestamp) VALUES ('o1', 'c1', 'AAPL', 'BUY', 190.25, 10, NOW())`);
      }),
  });
  await withClient(database.url, async (client) => {
    const orders = await client.query("SELECT * FROM public.orders");
    expect(orders.rows).toMatchObject([
      { order_id: "o1", price: "190.25", session_id: NIL_SESSION, sequence: "-1" },
    ]);
    const executions = await client.query("SELECT * FROM public.executions");
    expect(executions.rows).toMatchObject([
      { fill_price: "190.25", session_id: NIL_SESSION, sequence: "-1" },
    ]);
  });
  await database.drop();
});
