import pg from "pg";
import { migrate } from "./migrate.ts";
import { waitFor } from "./wait-for.ts";

const ROLES = ["orders", "positions", "analytics", "identity", "audit"] as const;
type Role = (typeof ROLES)[number];

export interface TestDatabase {
  /** The owner's URL. */
  url: string;
  /** The same database as one of the writer roles. */
  roleUrl(role: Role): string;
  drop(): Promise<void>;
}

/**
 * A database of one test file's own on a running server, migrated. Roles belong to the whole server,
 * so every test database gives them the same password. `before` runs on the empty database.
 */
export async function createTestDatabase(
  serverUrl: string,
  name: string,
  { before }: { before?: (url: string) => Promise<unknown> } = {},
): Promise<TestDatabase> {
  const database = `t_${name.replaceAll(/\W/g, "_")}_${process.pid}_${Date.now().toString(36)}`;
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${database}`));
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  await before?.(url.href);
  await migrate(url.href, Object.fromEntries(ROLES.map((role) => [role, passwordOf(role)])));
  return {
    url: url.href,
    roleUrl: (role) => {
      const asRole = new URL(url);
      asRole.username = role;
      asRole.password = passwordOf(role);
      return asRole.href;
    },
    drop: () =>
      onServer(serverUrl, async (client) => {
        await goodbyes(client, database);
        await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      }),
  };
}

/**
 * A connection that was ended here is at the server for a moment more; cut then, it reports an error that nobody hears
 * any longer. Who never says goodbye is cut.
 */
async function goodbyes(client: pg.Client, database: string): Promise<void> {
  const connected = "SELECT FROM pg_stat_activity WHERE datname = $1";
  const isEmpty = async () => (await client.query(connected, [database])).rowCount === 0;
  await waitFor(isEmpty, { limitMs: 1_000 }).catch(() => undefined);
}

const passwordOf = (role: Role) => `test-password-of-${role}`;

async function onServer(
  serverUrl: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
