import { AppError } from "@hft/service-kit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { ApiKeys } from "./api-keys.ts";
import { type apiKeyAnswer, newApiKey } from "./auth-schemas.ts";
import { authenticateLogin } from "./authenticator.ts";
import { toKeyRights } from "./key-rights.ts";
import { parseBody } from "./parse-body.ts";
import { orUnavailable } from "./sessions.ts";
import type { StoredApiKey } from "./store/api-key-store.ts";
import type { IdentityStore, User } from "./store/identity-store.ts";
import type { AccessClaims, Tokens } from "./tokens.ts";

const DAY_MS = 86_400_000;

function shown(stored: StoredApiKey): z.output<typeof apiKeyAnswer> {
  const { roles, accounts } = toKeyRights(stored).claims;
  return {
    id: stored.id,
    name: stored.name,
    username: stored.subject,
    roles: [...roles],
    accounts: [...accounts],
    read_only: stored.isReadOnly,
    addresses: [...stored.addresses],
    created_by: stored.createdBy,
    created_at: stored.createdAt.toISOString(),
    expires_at: stored.expiresAt.toISOString(),
  };
}

function demandOwned(what: string, wanted: readonly string[] = [], owned: readonly string[]): void {
  const beyond = wanted.filter((one) => !owned.includes(one));
  if (beyond.length === 0) return;
  const problem = `${what}: ${beyond.join(", ")} is not the owner's; the owner has ${owned.join(", ") || "none"}`;
  throw new AppError("VALIDATION_FAILED", problem);
}

/** Oneself, or for an admin anybody. */
async function ownerOf(
  { subject, roles }: AccessClaims,
  wanted: string | undefined,
  store: IdentityStore,
): Promise<User> {
  const username = wanted ?? subject;
  if (username !== subject && !roles.includes("admin")) {
    throw new AppError("FORBIDDEN", "Role admin is needed for the keys of another user");
  }
  const owner = await orUnavailable(store.findUser(username));
  if (!owner) throw new AppError("NOT_FOUND", "There is no such user");
  return owner;
}

/** Adds the routes that make, list and revoke API keys. A key opens none of them: only a login does. */
export function addApiKeyRoutes(
  app: FastifyInstance,
  deps: { readonly apiKeys: ApiKeys; readonly store: IdentityStore; readonly tokens: Tokens },
): void {
  const login = ({ headers }: FastifyRequest) => authenticateLogin(deps.tokens, headers);
  /** Whose keys a caller may list and revoke: undefined means everybody's. */
  const reachOf = ({ subject, roles }: AccessClaims) =>
    roles.includes("admin") ? undefined : subject;

  app.post("/auth/api-keys", async (request, reply) => {
    const claims = await login(request);
    const wish = parseBody(newApiKey, request.body);
    const owner = await ownerOf(claims, wish.username, deps.store);
    demandOwned("roles", wish.roles, owner.roles);
    demandOwned("accounts", wish.accounts, owner.accounts);
    const issued = await deps.apiKeys.issue({
      subject: owner.subject,
      name: wish.name,
      roles: wish.roles ?? null,
      accounts: wish.accounts ?? null,
      isReadOnly: wish.read_only,
      addresses: wish.addresses,
      createdBy: claims.subject,
      expiresAt: new Date(Date.now() + wish.expires_in_days * DAY_MS),
    });
    if (!issued) {
      const message = "The user has as many live keys as a user may have; revoke one first";
      return reply.code(409).send({ code: "VALIDATION_FAILED", message, request_id: request.id });
    }
    reply.code(201).header("cache-control", "no-store");
    return { ...shown(issued.stored), key: issued.key };
  });
  app.get("/auth/api-keys", async (request) => {
    const keys = await deps.apiKeys.list(reachOf(await login(request)));
    return keys.map(shown);
  });
  app.delete<{ Params: { id: string } }>("/auth/api-keys/:id", async (request, reply) => {
    const reach = reachOf(await login(request));
    if (!(await deps.apiKeys.revoke(request.params.id, reach))) {
      throw new AppError("NOT_FOUND", "There is no such key");
    }
    return reply.code(204).send();
  });
}
