import { type Check, type Log } from "@hft/service-kit";
import type { RouterConfig } from "../config.ts";
import { type AccountGrants, createAccountGrants } from "./account-grants.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { type Authenticate, createAuthenticate } from "./authenticator.ts";
import { loadFirstUsers } from "./first-users.ts";
import { createKeyRing, type KeyRing } from "./key-ring.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createApiKeyStore } from "./store/api-key-store.ts";
import { createIdentityPool } from "./store/identity-pool.ts";
import { createIdentityStore, type IdentityStore } from "./store/identity-store.ts";
import { createTokens, type Tokens } from "./tokens.ts";

/** Users, sessions, tokens and keys of one router. */
export interface Identity {
  readonly store: IdentityStore;
  readonly keys: KeyRing;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
  /** Access tokens and API keys alike. */
  readonly authenticate: Authenticate;
  /** Ready once users and keys were read: what is lost with Postgres later is logins, not trading. */
  readonly check: () => Check;
  readonly grants: AccountGrants;
  /** Reads keys and first users as soon as Postgres answers; never waits for it. */
  start(): void;
  stop(): Promise<void>;
}

const RETRY_MS = 500;
const LOOK_EVERY_MS = 5_000;

/** Builds them; tokens can be verified at once, with Postgres or without. */
export async function createIdentity(
  config: Pick<RouterConfig, "auth" | "postgres">,
  deps: { readonly log: Log; readonly onSessionEnded: (sessionId: string) => void },
): Promise<Identity> {
  const { auth } = config;
  const pool = createIdentityPool(config.postgres);
  const store = createIdentityStore(pool);
  const keys = await createKeyRing({ rootKey: auth.signingKey, store });
  const tokens = createTokens({
    keys,
    issuer: auth.issuer,
    audience: auth.audience,
    lifeSeconds: auth.accessTokenSeconds,
  });
  const sessions = createSessions({
    store,
    tokens,
    refreshSeconds: auth.refreshTokenSeconds,
    onSessionEnded(sessionId) {
      tokens.revokeSession(sessionId);
      deps.onSessionEnded(sessionId);
    },
  });
  const { onSessionEnded } = deps;
  const apiKeys = createApiKeys({ store: createApiKeyStore(pool), onSessionEnded });
  const grants = createAccountGrants({ store, log: deps.log });
  let timer: NodeJS.Timeout | undefined;
  let hasUsers = false;
  let problem: string | undefined = "not asked yet";

  async function look(): Promise<void> {
    try {
      await keys.reload();
      await apiKeys.reload();
      if (!hasUsers && auth.credentialsFile)
        await loadFirstUsers(store, auth.credentialsFile, deps.log);
      hasUsers = true;
      await grants.payOwed();
      problem = undefined;
    } catch (err) {
      if (problem === undefined) deps.log.warn({ err }, "Identity store is away");
      problem = err instanceof Error ? err.message || err.name : String(err);
    }
    timer = setTimeout(() => void look(), problem ? RETRY_MS : LOOK_EVERY_MS);
    timer.unref();
  }

  return {
    store,
    keys,
    tokens,
    sessions,
    apiKeys,
    grants,
    authenticate: createAuthenticate(tokens, apiKeys),
    check: () => ({
      name: "identity",
      isReady: hasUsers,
      ...(problem && { detail: problem }),
    }),
    start: () => void look(),
    async stop() {
      clearTimeout(timer);
      await pool.end();
    },
  };
}
