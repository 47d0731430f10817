import { createTestDatabase, type TestDatabase } from "@hft/testkit";
import { Pool } from "pg";
import { afterAll, inject } from "vitest";

/** Makes pools as the projection has them, each of a database of its own; both end with the tests of the file. */
export function poolMaker(name: string): () => Promise<Pool> {
  const databases: TestDatabase[] = [];
  const pools: Pool[] = [];
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await Promise.all(databases.map((database) => database.drop()));
  });
  return async () => {
    const database = await createTestDatabase(inject("databaseUrl"), name);
    const pool = new Pool({ connectionString: database.roleUrl("orders"), pipeline: true });
    databases.push(database);
    pools.push(pool);
    return pool;
  };
}
