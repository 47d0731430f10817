// TimescaleDB itself is in no registry that tests reach. PostgreSQL is told of an extension of that
// name which writes down how it is called; what TimescaleDB then does is not shown here.
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createTestDatabase, makeTempDir, removeDir, type TestDatabase } from "../src/index.ts";

const STUB = join(import.meta.dirname, "timescaledb-stub");
const MIGRATIONS = resolve(import.meta.dirname, "../../../db/migrations");
const MIGRATION = "0007_executions_hypertable.sql";

let stub: string;
let plain: TestDatabase;
let timescale: TestDatabase;

beforeAll(async () => {
  // The database's user must be able to read it.
  stub = makeTempDir("timescaledb-stub");
  cpSync(STUB, stub, { recursive: true });
  plain = await createTestDatabase(inject("databaseUrl"), "hypertable_plain");
  timescale = await createTestDatabase(inject("databaseUrl"), "hypertable_timescale", {
    before: offerExtension,
  });
});
afterAll(async () => {
  await plain.drop();
  await timescale.drop();
  removeDir(stub);
});

const offerExtension = (url: string) =>
  query(
    url,
    `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET extension_control_path = '${stub}:$system'`,
  );

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query<T>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

const EXTENSIONS = "SELECT extname FROM pg_extension WHERE extname = 'timescaledb'";
const CALLS = `SELECT relation::text, (dimension).column_name, migrate_data,
  extract(epoch FROM (dimension).partition_interval)::int AS seconds FROM hypertable_calls`;

it("[SHIP-050] changes nothing where TimescaleDB is not there", async () => {
  expect(await query(plain.url, EXTENSIONS)).toEqual([]);
  const [table] = await query<{ relkind: string }>(
    plain.url,
    "SELECT relkind FROM pg_class WHERE oid = 'public.executions'::regclass",
  );
  expect(table?.relkind).toBe("r");
});

it("[SHIP-051] makes executions a hypertable of weeks where it is, and moves the rows there are", async () => {
  expect(await query(timescale.url, EXTENSIONS)).toHaveLength(1);
  const week = 7 * 86_400;
  expect(await query(timescale.url, CALLS)).toEqual([
    { relation: "executions", column_name: "timestamp", migrate_data: true, seconds: week },
  ]);
});

it("[SHIP-051] has the time column in every unique index of executions", async () => {
  const indexes = await query<{ indexdef: string }>(
    plain.url,
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'executions'
      AND indexdef LIKE 'CREATE UNIQUE%'`,
  );
  expect(indexes.length).toBeGreaterThan(0);
  for (const { indexdef } of indexes) expect(indexdef).toMatch(/\(.*"timestamp".*\)/);
});

it("[SHIP-052] leaves the plain table where the role may not create the extension", async () => {
  const sql = readFileSync(join(MIGRATIONS, MIGRATION), "utf8");
  const other = await createTestDatabase(inject("databaseUrl"), "hypertable_refused");
  try {
    await offerExtension(other.url);
    // The writer of the public tables is no superuser.
    await query(other.roleUrl("orders"), sql);
    expect(await query(other.url, EXTENSIONS)).toEqual([]);
  } finally {
    await other.drop();
  }
});

it("is the only migration that knows of TimescaleDB", () => {
  const mentioning = readdirSync(MIGRATIONS).filter((name) =>
    /create_hypertable|timescaledb/i.test(
      readFileSync(join(MIGRATIONS, name), "utf8").replace(/^\s*--.*$/gm, ""),
    ),
  );
  expect(mentioning).toEqual([MIGRATION]);
});
