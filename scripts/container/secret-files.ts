import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineTokens } from "../lib/engine-tokens.ts";
import { DATABASE_ROLES, roleUrl, type Secrets } from "../lib/secrets.ts";

/** Name of a file under deploy/secrets, which is also its name in docker-compose.yml, and its content. */
export type SecretFiles = Record<string, string>;

/** The database as containers reach it; roleUrl puts role and password in. */
const DATABASE = "postgres://hft@postgres:5432/hft";
const URL_ROLES = DATABASE_ROLES.filter((role) => role !== "audit");

/** The secrets of this data folder in the form docker-compose.yml mounts them. */
export function secretFiles(secrets: Secrets): SecretFiles {
  const owner = new URL(DATABASE);
  owner.password = secrets.postgresOwner;
  return {
    postgres_owner_password: secrets.postgresOwner,
    postgres_role_passwords: JSON.stringify(secrets.postgresRoles),
    database_url: owner.href,
    ...Object.fromEntries(
      URL_ROLES.map((role) => [`pg_url_${role}`, roleUrl(DATABASE, role, secrets)]),
    ),
    engine_tokens: JSON.stringify(engineTokens(secrets)),
    engine_token_platform: secrets.engineTokens.platform,
    engine_token_market: secrets.engineTokens.market,
    engine_token_admin: secrets.engineTokens.admin,
    router_subgraph_secret: secrets.routerSubgraphSecret,
    cursor_secret: secrets.cursorSecret,
    jwt_signing_key: JSON.stringify(secrets.jwtSigningKey),
    metrics_token: secrets.metricsToken,
    first_users: JSON.stringify(secrets.users),
  };
}

/**
 * Writes them where nobody else of this machine can enter: the folder is 0700. The files themselves
 * are 0444, because compose mounts them with the mode and owner they have here, and the programs in
 * the containers run as another user than the one who made them.
 */
export function writeSecretFiles(dir: string, files: SecretFiles): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  for (const stale of readdirSync(dir).filter((name) => !(name in files))) rmSync(join(dir, stale));
  for (const [name, content] of Object.entries(files)) {
    const file = join(dir, name);
    rmSync(file, { force: true });
    writeFileSync(file, content, { mode: 0o444 });
    chmodSync(file, 0o444);
  }
}
