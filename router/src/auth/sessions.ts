import { createHash, randomBytes, randomUUID } from "node:crypto";
import { AppError } from "@hft/service-kit";
import { UNKNOWN_USER_HASH, verifyPassword } from "./passwords.ts";
import type { IdentityStore, User } from "./store/identity-store.ts";
import type { Tokens } from "./tokens.ts";

/** What a client gets for a password or for a refresh token. */
export interface Grant {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/** Login, refresh and logout. A result of `undefined` means refused, without saying why. */
export interface Sessions {
  login(username: string, password: string): Promise<Grant | undefined>;
  refresh(refreshToken: string): Promise<Grant | undefined>;
  /** Returns the login that ended, if the token was known. */
  logout(refreshToken: string): Promise<string | undefined>;
}

const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();

/** Postgres down is "try again", never "wrong password". */
export async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new AppError("HISTORY_UNAVAILABLE", "Users cannot be read now", {
      retryable: true,
      cause,
    });
  }
}

/** Builds the sessions of one router. */
export function createSessions(deps: {
  readonly store: IdentityStore;
  readonly tokens: Tokens;
  readonly refreshSeconds: number;
  readonly onSessionEnded: (sessionId: string) => void;
}): Sessions {
  const { store, tokens } = deps;

  function newRefreshToken() {
    const token = randomBytes(32).toString("base64url");
    return {
      token,
      hash: hashOf(token),
      expiresAt: new Date(Date.now() + deps.refreshSeconds * 1000),
    };
  }

  async function grant(user: User, familyId: string, refresh: ReturnType<typeof newRefreshToken>) {
    const { token, expiresInSeconds } = await tokens.issue({ ...user, sessionId: familyId });
    return {
      accessToken: token,
      expiresInSeconds,
      refreshToken: refresh.token,
      refreshExpiresAt: refresh.expiresAt,
    };
  }

  return {
    async login(username, password) {
      const user = await orUnavailable(store.findUser(username));
      const isRight = await verifyPassword(password, user?.passwordHash ?? UNKNOWN_USER_HASH);
      if (!user || !isRight) return undefined;
      const refresh = newRefreshToken();
      const familyId = randomUUID();
      const { hash, expiresAt } = refresh;
      await orUnavailable(
        store.saveRefreshToken({ hash, familyId, subject: user.subject, expiresAt }),
      );
      return grant(user, familyId, refresh);
    },
    async refresh(refreshToken) {
      const next = newRefreshToken();
      const result = await orUnavailable(store.rotateRefreshToken(hashOf(refreshToken), next));
      if (result.kind === "reused") deps.onSessionEnded(result.familyId);
      if (result.kind !== "rotated") return undefined;
      const user = await orUnavailable(store.findUser(result.subject));
      return user && grant(user, result.familyId, next);
    },
    async logout(refreshToken) {
      const sessionId = await orUnavailable(store.revokeFamilyOf(hashOf(refreshToken)));
      if (sessionId) deps.onSessionEnded(sessionId);
      return sessionId;
    },
  };
}
