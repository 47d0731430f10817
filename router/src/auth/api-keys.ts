import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { AppError } from "@hft/service-kit";
import { type KeyRights, toKeyRights } from "./key-rights.ts";
import { orUnavailable } from "./sessions.ts";
import type { ApiKeyGrant, ApiKeyStore, StoredApiKey } from "./store/api-key-store.ts";
import { type AccessClaims, TokenError } from "./tokens.ts";

/** Makes, checks and ends the keys of programs. */
export interface ApiKeys {
  /** Returns the key itself, for the only time; undefined where the owner may not have another. */
  issue(grant: ApiKeyGrant): Promise<{ key: string; stored: StoredApiKey } | undefined>;
  /** Live keys of one owner, or of all. */
  list(subject?: string): Promise<readonly StoredApiKey[]>;
  /** False where no live key has this id, or it belongs to somebody else than `subject`. */
  revoke(id: string, subject?: string): Promise<boolean>;
  /** Throws `TokenError`; an `AppError` where keys could never be read. */
  verify(key: string, address: string): Promise<AccessClaims>;
  /** Takes over what other replicas made, changed and revoked. */
  reload(): Promise<void>;
}

/** Live keys one user may have: the whole table is kept in memory. */
const MOST_PER_OWNER = 20;
/** A forged key must not become a query storm. */
const RELOAD_FLOOR_MS = 1_000;
const FORM = /^hft_([0-9a-f]{12})_([\w-]{43})$/;

const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** True for text that claims to be a key of ours. */
export const isApiKey = (text: string): boolean => text.startsWith("hft_");

interface LiveKey {
  readonly stored: StoredApiKey;
  readonly rights: KeyRights;
}

const toLive = (stored: StoredApiKey): LiveKey => ({ stored, rights: toKeyRights(stored) });

/** Keys are looked up in memory, so they go on working while Postgres is away. */
export function createApiKeys(deps: {
  readonly store: ApiKeyStore;
  readonly onSessionEnded: (sessionId: string) => void;
}): ApiKeys {
  const { store } = deps;
  let keys: ReadonlyMap<string, LiveKey> = new Map();
  let hasLoaded = false;
  let lastReloadMs = Number.NEGATIVE_INFINITY;
  let soon: Promise<void> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** One at a time: what a reload read may not undo what was issued or revoked meanwhile. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  function take(next: ReadonlyMap<string, LiveKey>): void {
    const before = keys;
    keys = next;
    for (const [id, { rights }] of before) {
      // Running streams were opened with the rights of then.
      if (!next.get(id)?.rights.includes(rights)) deps.onSessionEnded(rights.claims.sessionId);
    }
  }

  const reload = (): Promise<void> =>
    inTurn(async () => {
      lastReloadMs = Date.now();
      const rows = await store.list();
      take(new Map(rows.map((stored) => [stored.id, toLive(stored)])));
      hasLoaded = true;
    });

  /** One reload for all who wait for it, so a key of another replica is known within the floor. */
  function reloadSoon(): Promise<void> {
    const waitMs = Math.max(0, lastReloadMs + RELOAD_FLOOR_MS - Date.now());
    soon ??= setTimeout(waitMs)
      .then(reload)
      .catch(() => undefined)
      .finally(() => {
        soon = undefined;
      });
    return soon;
  }

  async function find(id: string): Promise<LiveKey | undefined> {
    if (!keys.has(id)) await reloadSoon();
    if (!hasLoaded) {
      throw new AppError("HISTORY_UNAVAILABLE", "API keys cannot be read now", { retryable: true });
    }
    return keys.get(id);
  }

  return {
    reload,
    issue: (grant) =>
      inTurn(async () => {
        const id = randomBytes(6).toString("hex");
        const secret = randomBytes(32).toString("base64url");
        const row = { ...grant, id, secretHash: hashOf(secret) };
        const stored = await orUnavailable(store.add(row, MOST_PER_OWNER));
        if (!stored) return undefined;
        keys = new Map(keys).set(id, toLive(stored));
        return { key: `hft_${id}_${secret}`, stored };
      }),
    async list(subject) {
      await orUnavailable(reload());
      const all = [...keys.values()].map(({ stored }) => stored);
      return subject === undefined ? all : all.filter((one) => one.subject === subject);
    },
    async revoke(id, subject) {
      await orUnavailable(reload());
      const found = keys.get(id);
      if (!found || (subject !== undefined && found.stored.subject !== subject)) return false;
      return inTurn(async () => {
        const isRevoked = await orUnavailable(store.revoke(id));
        take(new Map([...keys].filter(([one]) => one !== id)));
        return isRevoked;
      });
    },
    async verify(key, address) {
      const [, id = "", secret = ""] = FORM.exec(key) ?? [];
      const found = id ? await find(id) : undefined;
      const isRight = found && timingSafeEqual(found.stored.secretHash, hashOf(secret));
      if (!found || !isRight) throw new TokenError("API key refused");
      if (found.rights.claims.expiresAtMs <= Date.now()) throw new TokenError("API key expired");
      if (!found.rights.admits(address)) {
        throw new TokenError("API key may not be used from this address");
      }
      return found.rights.claims;
    },
  };
}
