import { resolve } from "node:path";
import { runner } from "node-pg-migrate";
import pg from "pg";

const MIGRATIONS = resolve(import.meta.dirname, "../../../db/migrations");

/**
 * Brings the database of the owner's URL to the newest schema. The writer roles are made first,
 * because migrations grant to them; their passwords are set anew each time, so that a lost
 * secrets file is mended by a start.
 */
export async function migrate(
  databaseUrl: string,
  passwords: Readonly<Record<string, string>>,
): Promise<string[]> {
  await ensureRoles(databaseUrl, passwords);
  const done = await runner({
    databaseUrl,
    dir: MIGRATIONS,
    migrationsTable: "schema_migrations",
    direction: "up",
    count: Number.POSITIVE_INFINITY,
    log: () => {},
  });
  return done.map(({ name }) => name);
}

async function ensureRoles(databaseUrl: string, passwords: Readonly<Record<string, string>>) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const [role, password] of Object.entries(passwords)) {
      const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
      const verb = rowCount ? "ALTER" : "CREATE";
      const name = pg.escapeIdentifier(role);
      await client.query(`${verb} ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    }
  } finally {
    await client.end();
  }
}
