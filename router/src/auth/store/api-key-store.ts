import type { Role } from "@hft/service-kit";
import type pg from "pg";

/** What a key was given; null means whatever its owner has. */
export interface ApiKeyGrant {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[] | null;
  readonly accounts: readonly string[] | null;
  readonly isReadOnly: boolean;
  /** Addresses and CIDR networks; none means any. */
  readonly addresses: readonly string[];
  readonly createdBy: string;
  readonly expiresAt: Date;
}

/** A key as it is kept: of the secret only a hash. */
export interface StoredApiKey extends ApiKeyGrant {
  readonly id: string;
  readonly secretHash: Buffer;
  readonly createdAt: Date;
  /** What the owner may do now. */
  readonly ownerRoles: readonly Role[];
  readonly ownerAccounts: readonly string[];
}

/** Table `identity.api_keys`; every answer holds live keys of enabled users only. */
export interface ApiKeyStore {
  list(): Promise<readonly StoredApiKey[]>;
  /** Undefined where the owner does not exist or has `most` live keys already. */
  add(
    key: ApiKeyGrant & { readonly id: string; readonly secretHash: Buffer },
    most: number,
  ): Promise<StoredApiKey | undefined>;
  /** False where no live key has this id. */
  revoke(id: string): Promise<boolean>;
}

const LIVE = "revoked_at IS NULL AND expires_at > now()";

const LIST = `
  SELECT k.id, k.secret_hash AS "secretHash", k.subject, k.name, k.roles, k.accounts,
         k.is_read_only AS "isReadOnly", k.addresses, k.created_by AS "createdBy",
         k.created_at AS "createdAt", k.expires_at AS "expiresAt", u.roles AS "ownerRoles",
         array(SELECT a.account_id FROM identity.user_accounts a
                WHERE a.subject = u.subject ORDER BY a.account_id) AS "ownerAccounts"
    FROM identity.api_keys k JOIN identity.users u ON u.subject = k.subject AND u.is_enabled
   WHERE ${LIVE}`;

const ADD = `
  INSERT INTO identity.api_keys (id, secret_hash, subject, name, roles, accounts, is_read_only,
                                 addresses, created_by, expires_at)
  SELECT $1, $2, subject, $4, $5::text[], $6::varchar[], $7, $8::text[], $9, $10
    FROM identity.users WHERE subject = $3 AND is_enabled
     AND (SELECT count(*) FROM identity.api_keys WHERE subject = $3 AND ${LIVE}) < $11`;

/** Reads and writes over the router's own pool. */
export function createApiKeyStore(pool: pg.Pool): ApiKeyStore {
  return {
    async list() {
      return (await pool.query<StoredApiKey>(`${LIST} ORDER BY k.created_at`)).rows;
    },
    async add(key, most) {
      const { id, secretHash, subject, name, roles, accounts, isReadOnly, addresses } = key;
      const scope = [roles, accounts, isReadOnly, addresses];
      const values = [id, secretHash, subject, name, ...scope, key.createdBy, key.expiresAt, most];
      if ((await pool.query(ADD, values)).rowCount === 0) return undefined;
      return (await pool.query<StoredApiKey>(`${LIST} AND k.id = $1`, [id])).rows[0];
    },
    async revoke(id) {
      const sql = `UPDATE identity.api_keys SET revoked_at = now() WHERE id = $1 AND ${LIVE}`;
      return (await pool.query(sql, [id])).rowCount === 1;
    },
  };
}
