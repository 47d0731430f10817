import "@fastify/cookie";
import { AppError, hasRole, type Role } from "@hft/service-kit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { addApiKeyRoutes } from "./api-key-routes.ts";
import type { ApiKeys } from "./api-keys.ts";
import { credentials, refreshBody } from "./auth-schemas.ts";
import { authenticateLogin } from "./authenticator.ts";
import { addUser, newUser } from "./first-users.ts";
import type { KeyRing } from "./key-ring.ts";
import type { LoginLimiter } from "./login-limiter.ts";
import { parseBody } from "./parse-body.ts";
import { type Grant, orUnavailable, type Sessions } from "./sessions.ts";
import type { IdentityStore } from "./store/identity-store.ts";
import type { Tokens } from "./tokens.ts";

const REFRESH_COOKIE = "hft_refresh";

/** What the auth routes are made of. */
export interface AuthRoutesDeps {
  readonly sessions: Sessions;
  readonly store: IdentityStore;
  readonly tokens: Tokens;
  readonly keys: KeyRing;
  readonly apiKeys: ApiKeys;
  readonly limiter: LoginLimiter;
  readonly isCookieSecure: boolean;
}

function refused(message: string): AppError {
  return new AppError("UNAUTHENTICATED", message);
}

function sendGrant(reply: FastifyReply, grant: Grant, isSecure: boolean) {
  return reply
    .setCookie(REFRESH_COOKIE, grant.refreshToken, {
      httpOnly: true,
      sameSite: "strict",
      secure: isSecure,
      path: "/auth",
      expires: grant.refreshExpiresAt,
    })
    .header("cache-control", "no-store")
    .send({
      access_token: grant.accessToken,
      token_type: "Bearer",
      expires_in: grant.expiresInSeconds,
    });
}

function refreshTokenOf(request: FastifyRequest): string {
  const token =
    request.cookies[REFRESH_COOKIE] ?? parseBody(refreshBody, request.body).refresh_token;
  if (!token) throw refused("A refresh token is needed");
  return token;
}

/** Login, refresh, logout and the public keys: all that is served without an access token. */
function addSessionRoutes(app: FastifyInstance, deps: AuthRoutesDeps): void {
  app.post("/auth/login", async (request, reply) => {
    const { username, password } = parseBody(credentials, request.body);
    const waitSeconds = deps.limiter.waitSeconds(username, request.ip);
    if (waitSeconds > 0) {
      reply.header("retry-after", waitSeconds);
      throw new AppError("RATE_LIMITED", "Too many failed logins", { retryable: true });
    }
    const grant = await deps.sessions.login(username, password);
    if (!grant) {
      deps.limiter.failed(username, request.ip);
      throw refused("User name or password is wrong");
    }
    deps.limiter.succeeded(username);
    return sendGrant(reply, grant, deps.isCookieSecure);
  });
  app.post("/auth/refresh", async (request, reply) => {
    const grant = await deps.sessions.refresh(refreshTokenOf(request));
    if (!grant) throw refused("Refresh token refused");
    return sendGrant(reply, grant, deps.isCookieSecure);
  });
  app.post("/auth/logout", async (request, reply) => {
    await deps.sessions.logout(refreshTokenOf(request));
    return reply.clearCookie(REFRESH_COOKIE, { path: "/auth" }).code(204).send();
  });
  app.get("/.well-known/jwks.json", async (_request, reply) =>
    reply.header("cache-control", "public, max-age=60").send(deps.keys.jwks()),
  );
}

function addAdminRoutes(app: FastifyInstance, deps: AuthRoutesDeps): void {
  const demand = async (request: FastifyRequest, role: Role): Promise<void> => {
    const claims = await authenticateLogin(deps.tokens, request.headers);
    if (!hasRole({ ...claims, requestId: "" }, role)) {
      throw new AppError("FORBIDDEN", `Role ${role} is needed`);
    }
  };
  app.post("/auth/users", async (request, reply) => {
    await demand(request, "admin");
    const user = parseBody(newUser, request.body);
    if (!(await orUnavailable(addUser(deps.store, user)))) {
      return reply.code(409).send({
        code: "VALIDATION_FAILED",
        message: "The user name is taken",
        request_id: request.id,
      });
    }
    const { username, roles, accounts } = user;
    return reply.code(201).send({ username, roles, accounts });
  });
  app.post("/auth/keys/rotate", async (request, reply) => {
    await demand(request, "admin");
    return reply.code(201).send({ kid: await orUnavailable(deps.keys.rotate()) });
  });
}

/** Adds every route under `/auth` and the JWKS. */
export function addAuthRoutes(app: FastifyInstance, deps: AuthRoutesDeps): void {
  addSessionRoutes(app, deps);
  addAdminRoutes(app, deps);
  addApiKeyRoutes(app, deps);
}
