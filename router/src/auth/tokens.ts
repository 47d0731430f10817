import { hash, randomUUID } from "node:crypto";
import { ROLES, type Role } from "@hft/service-kit";
import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import type { KeyRing } from "./key-ring.ts";

/** What an access token says, once it has been verified. */
export interface AccessClaims {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly accounts: readonly string[];
  /** The login it came from; a logout ends all tokens of it. */
  readonly sessionId: string;
  readonly expiresAtMs: number;
}

/** Why a token was refused. */
export class TokenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TokenError";
  }
}

/** Makes and checks access tokens. */
export interface Tokens {
  issue(
    user: Omit<AccessClaims, "expiresAtMs">,
  ): Promise<{ token: string; expiresInSeconds: number }>;
  /** Throws `TokenError`. */
  verify(token: string): Promise<AccessClaims>;
  /** Tokens of this login are refused from now on, here; elsewhere they end by their life. */
  revokeSession(sessionId: string): void;
}

const LEEWAY_SECONDS = 5;
const CACHE_SIZE = 10_000;

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Verification is pinned to EdDSA and to our own keys: `alg`, `jwk`, `jku` and `x5u` of a token count for nothing. */
export function createTokens(deps: {
  readonly keys: KeyRing;
  readonly issuer: string;
  readonly audience: string;
  readonly lifeSeconds: number;
}): Tokens {
  const { issuer, audience } = deps;
  const verified = new Map<string, AccessClaims>();
  const revoked = new Map<string, number>();

  async function check(token: string): Promise<AccessClaims> {
    const { kid, alg } = decodeProtectedHeader(token);
    const key = kid && alg === "EdDSA" ? await deps.keys.verificationKey(kid) : undefined;
    if (!key) throw new TokenError("Token is signed by nobody we know");
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience,
      algorithms: ["EdDSA"],
      clockTolerance: LEEWAY_SECONDS,
      requiredClaims: ["exp", "sub", "sid"],
    });
    return {
      subject: String(payload.sub),
      roles: strings(payload["roles"]).filter((one): one is Role => ROLES.includes(one as Role)),
      accounts: strings(payload["acct"]),
      sessionId: String(payload["sid"]),
      expiresAtMs: Number(payload.exp) * 1000,
    };
  }

  function remember(cacheKey: string, claims: AccessClaims): void {
    if (verified.size >= CACHE_SIZE) verified.delete(verified.keys().next().value ?? "");
    verified.set(cacheKey, claims);
  }

  return {
    async issue({ subject, roles, accounts, sessionId }) {
      const { kid, key } = deps.keys.signingKey();
      const token = await new SignJWT({ roles, acct: accounts, sid: sessionId })
        .setProtectedHeader({ alg: "EdDSA", kid, typ: "JWT" })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt()
        .setNotBefore("0 s")
        .setExpirationTime(`${deps.lifeSeconds} s`)
        .setJti(randomUUID())
        .sign(key);
      return { token, expiresInSeconds: deps.lifeSeconds };
    },
    async verify(token) {
      const cacheKey = hash("sha256", token, "base64url");
      let claims = verified.get(cacheKey);
      if (!claims) {
        claims = await check(token).catch((cause: unknown) => {
          throw cause instanceof TokenError ? cause : new TokenError("Token refused");
        });
        remember(cacheKey, claims);
      }
      if (claims.expiresAtMs <= Date.now()) throw new TokenError("Token expired");
      if (revoked.has(claims.sessionId)) throw new TokenError("Session ended");
      return claims;
    },
    revokeSession(sessionId) {
      const now = Date.now();
      for (const [id, untilMs] of revoked) if (untilMs < now) revoked.delete(id);
      revoked.set(sessionId, now + (deps.lifeSeconds + LEEWAY_SECONDS) * 1000);
    },
  };
}
