import type { Role } from "@hft/service-kit";
import type pg from "pg";

/** A user with the accounts it sees. */
export interface User {
  readonly subject: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly accounts: readonly string[];
}

/** A refresh token as it is kept: by hash only. */
export interface RefreshToken {
  readonly hash: Buffer;
  readonly familyId: string;
  readonly subject: string;
  readonly expiresAt: Date;
}

/** What became of a refresh token that was handed in. */
export type Rotation =
  | { readonly kind: "rotated"; readonly familyId: string; readonly subject: string }
  | { readonly kind: "reused"; readonly familyId: string }
  | { readonly kind: "unknown" };

/** Schema `identity`. The only place of the router that holds SQL about users. */
export interface IdentityStore {
  findUser(subject: string): Promise<User | undefined>;
  /** False when the user exists; then nothing changes. */
  addUser(user: User): Promise<boolean>;
  /** Adds an account nobody has yet; false when somebody has it already, or the user has `most`. */
  addAccount(subject: string, accountId: string, most: number): Promise<boolean>;
  saveRefreshToken(token: RefreshToken): Promise<void>;
  /** Uses a token up and stores its successor in one transaction. */
  rotateRefreshToken(hash: Buffer, next: { hash: Buffer; expiresAt: Date }): Promise<Rotation>;
  /** Revokes the family of a token; returns its id. */
  revokeFamilyOf(hash: Buffer): Promise<string | undefined>;
  listKeys(): Promise<
    readonly { kid: string; publicJwk: object; sealed: Buffer; createdAt: Date }[]
  >;
  addKey(key: { kid: string; publicJwk: object; sealed: Buffer }): Promise<void>;
}

const FIND_USER = `
  SELECT u.subject, u.password_hash, u.roles,
         array(SELECT a.account_id FROM identity.user_accounts a
                WHERE a.subject = u.subject ORDER BY a.account_id) AS accounts
    FROM identity.users u WHERE u.subject = $1 AND u.is_enabled`;

const ADD_ACCOUNT = `
  INSERT INTO identity.user_accounts (subject, account_id)
  SELECT $1::varchar, $2::varchar
   WHERE NOT EXISTS (SELECT 1 FROM identity.user_accounts
                      WHERE account_id = $2 AND subject <> $1)
     AND (SELECT count(*) FROM identity.user_accounts WHERE subject = $1) < $3
  ON CONFLICT DO NOTHING`;

const SAVE_TOKEN = `
  INSERT INTO identity.refresh_tokens (token_hash, family_id, subject, expires_at)
  VALUES ($1, $2, $3, $4)`;

const REVOKE_FAMILY = `
  UPDATE identity.refresh_tokens SET revoked_at = now()
   WHERE family_id = (SELECT family_id FROM identity.refresh_tokens WHERE token_hash = $1)
  RETURNING family_id`;

interface TokenRow {
  family_id: string;
  subject: string;
  used_at: Date | null;
  revoked_at: Date | null;
  is_expired: boolean;
}

async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  // A connection that dies between two queries says so by an event; unheard, it would end the process.
  const onLost = (error: Error) => {
    lost = error;
  };
  client.on("error", onLost);
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.off("error", onLost);
    client.release(lost);
  }
}

async function rotate(
  client: pg.PoolClient,
  hash: Buffer,
  next: { hash: Buffer; expiresAt: Date },
): Promise<Rotation> {
  const { rows } = await client.query<TokenRow>(
    `SELECT family_id, subject, used_at, revoked_at, expires_at < now() AS is_expired
       FROM identity.refresh_tokens WHERE token_hash = $1 FOR UPDATE`,
    [hash],
  );
  const row = rows[0];
  if (!row || row.revoked_at || row.is_expired) return { kind: "unknown" };
  if (row.used_at) {
    await client.query(REVOKE_FAMILY, [hash]);
    return { kind: "reused", familyId: row.family_id };
  }
  await client.query("UPDATE identity.refresh_tokens SET used_at = now() WHERE token_hash = $1", [
    hash,
  ]);
  await client.query(SAVE_TOKEN, [next.hash, row.family_id, row.subject, next.expiresAt]);
  return { kind: "rotated", familyId: row.family_id, subject: row.subject };
}

async function addUser(client: pg.PoolClient, user: User): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO identity.users (subject, password_hash, roles) VALUES ($1, $2, $3)
     ON CONFLICT (subject) DO NOTHING`,
    [user.subject, user.passwordHash, user.roles],
  );
  if (rowCount === 0) return false;
  await client.query(
    `INSERT INTO identity.user_accounts (subject, account_id)
     SELECT $1, unnest($2::varchar[]) ON CONFLICT DO NOTHING`,
    [user.subject, user.accounts],
  );
  return true;
}

/** One at a time for a user: of two that come at once each would count without the other. */
async function addAccount(
  client: pg.PoolClient,
  subject: string,
  accountId: string,
  most: number,
): Promise<boolean> {
  const lock = "SELECT 1 FROM identity.users WHERE subject = $1 FOR NO KEY UPDATE";
  if ((await client.query(lock, [subject])).rowCount === 0) return false;
  return (await client.query(ADD_ACCOUNT, [subject, accountId, most])).rowCount === 1;
}

/** Reads and writes over the router's own pool. */
export function createIdentityStore(pool: pg.Pool): IdentityStore {
  return {
    async findUser(subject) {
      const { rows } = await pool.query(FIND_USER, [subject]);
      const row = rows[0];
      return row && { ...row, passwordHash: row.password_hash };
    },
    addUser: (user) => inTransaction(pool, (client) => addUser(client, user)),
    addAccount: (subject, accountId, most) =>
      inTransaction(pool, (client) => addAccount(client, subject, accountId, most)),
    async saveRefreshToken({ hash, familyId, subject, expiresAt }) {
      await pool.query(SAVE_TOKEN, [hash, familyId, subject, expiresAt]);
    },
    rotateRefreshToken: (hash, next) => inTransaction(pool, (client) => rotate(client, hash, next)),
    async revokeFamilyOf(hash) {
      const { rows } = await pool.query<{ family_id: string }>(REVOKE_FAMILY, [hash]);
      return rows[0]?.family_id;
    },
    async listKeys() {
      const { rows } = await pool.query(
        "SELECT kid, public_jwk, sealed_private_jwk, created_at FROM identity.signing_keys ORDER BY created_at",
      );
      return rows.map((row) => ({
        kid: row.kid,
        publicJwk: row.public_jwk,
        sealed: row.sealed_private_jwk,
        createdAt: row.created_at,
      }));
    },
    async addKey({ kid, publicJwk, sealed }) {
      await pool.query(
        "INSERT INTO identity.signing_keys (kid, public_jwk, sealed_private_jwk) VALUES ($1, $2, $3)",
        [kid, publicJwk, sealed],
      );
    },
  };
}
