// A page of old fills with the order of each, as REST asks for it: no more queries for a long page than for a short one.
import { createCursorCodec, Secret } from "@hft/service-kit";
import { createTestDatabase, type TestDatabase } from "@hft/testkit";
import { execute, parse } from "graphql";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createHistory } from "../src/live/history.ts";
import { createOrdersLive } from "../src/live/orders-live.ts";
import { buildOrdersSchema, type SchemaDeps } from "../src/schema/index.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";
const FILLS = 100;
const asked: string[] = [];
let database: TestDatabase;
let pool: Pool;
let deps: SchemaDeps;

beforeAll(async () => {
  database = await createTestDatabase(inject("databaseUrl"), "fills");
  pool = new Pool({ connectionString: database.roleUrl("orders") });
  await pool.query(
    `INSERT INTO public.orders (session_id, order_id, client_order_id, account_id, symbol, side, order_type,
       time_in_force, quantity, filled_qty, remaining_qty, status, sequence)
     SELECT $1, (1000 + i)::text, 'c' || i, 'demo', 'TESTA', 'BUY', 'LIMIT', 'GTC', 1, 1, 0, 'FILLED', i
     FROM generate_series(1, $2::int) AS i`,
    [SESSION, FILLS],
  );
  await pool.query(
    `INSERT INTO public.executions (session_id, sequence, order_id, client_order_id, account_id, symbol, side,
       fill_price, fill_qty, liquidity, match_id, transact_time_ns, timestamp)
     SELECT $1, i, (1000 + i)::text, 'c' || i, 'demo', 'TESTA', 'BUY', 1, 1, 'TAKER', i::text, i, now()
     FROM generate_series(1, $2::int) AS i`,
    [SESSION, FILLS],
  );
  const listening = {
    query(text: string, values: unknown[]) {
      asked.push(text);
      return pool.query(text, values);
    },
  } as unknown as Pool;
  const live = createOrdersLive();
  deps = {
    ...{ live, pool: listening, codec: createCursorCodec(new Secret("a secret of the test")) },
    hub: { sessionId: SESSION, ready: async () => undefined, waitFor: async () => true },
    history: createHistory({ pool: listening, live, sessionId: () => SESSION }),
  } as unknown as SchemaDeps;
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

it("[ORD-050] reads the orders of a page of fills together", async () => {
  const { schema } = await buildOrdersSchema(deps);
  const document = parse(
    `{ executions(first: ${FILLS}) { edges { node { sequence order { clientOrderId } } } } }`,
  );
  const contextValue = { principal: { subject: "demo", roles: ["trader"], accounts: ["demo"] } };
  const { data, errors } = await execute({ schema, document, contextValue });
  expect(errors).toBeUndefined();
  const { edges } = (data as { executions: { edges: { node: object }[] } }).executions;
  expect(edges.map(({ node }) => node)).toEqual(
    Array.from({ length: FILLS }, (_, i) => ({
      sequence: String(FILLS - i),
      order: { clientOrderId: `c${FILLS - i}` },
    })),
  );
  expect(asked).toHaveLength(2);
});
