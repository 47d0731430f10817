import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Principal } from "@hft/service-kit";
import { type ApiKeys, isApiKey } from "./api-keys.ts";
import { type AccessClaims, TokenError, type Tokens } from "./tokens.ts";

/** Header by which a client takes its last mutation's sequence to another router replica. */
export const MIN_SEQUENCE_HEADER = "x-hft-min-sequence";

/** Header of the request id, taken from a client that sends a sane one. */
export const REQUEST_ID_HEADER = "x-request-id";

/** Header of an API key, beside `Authorization: Bearer`. */
export const API_KEY_HEADER = "x-api-key";

/** The request id of a request: the client's when harmless, else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Reads a sequence a client claims to have seen; nonsense is ignored. */
export function parseSequence(text: unknown): bigint | undefined {
  return typeof text === "string" && /^\d{1,19}$/.test(text) ? BigInt(text) : undefined;
}

/** What a caller shows to say who it is. */
export interface Credentials {
  readonly authorization?: unknown;
  readonly apiKey?: unknown;
  /** Where it calls from; some API keys are bound to addresses. */
  readonly address: string;
}

/** Verifies an access token or an API key; throws `TokenError`. */
export type Authenticate = (credentials: Credentials) => Promise<AccessClaims>;

/** The credentials of an HTTP request. */
export function credentialsOf(request: {
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
}): Credentials {
  const { authorization, [API_KEY_HEADER]: apiKey } = request.headers;
  return { authorization, apiKey, address: request.ip };
}

function bearerOf(authorization: unknown): string | undefined {
  if (typeof authorization !== "string") return undefined;
  return /^Bearer +(\S{1,4096})$/i.exec(authorization)?.[1];
}

/** Verifies `Bearer <access token>` and nothing else; throws `TokenError`. */
export async function authenticateLogin(
  tokens: Tokens,
  { authorization }: Pick<Credentials, "authorization">,
): Promise<AccessClaims> {
  const token = bearerOf(authorization);
  if (!token) throw new TokenError("A bearer token of a login is needed");
  if (isApiKey(token)) throw new TokenError("No API key opens this; log in");
  return tokens.verify(token);
}

/** Builds what every door but `/auth` asks. */
export function createAuthenticate(tokens: Tokens, apiKeys: ApiKeys): Authenticate {
  return async ({ authorization, apiKey, address }) => {
    const credential = bearerOf(authorization) ?? apiKey;
    if (typeof credential !== "string" || credential === "") {
      throw new TokenError("A bearer token or an API key is needed");
    }
    return isApiKey(credential) ? apiKeys.verify(credential, address) : tokens.verify(credential);
  };
}

/** The principal of one operation. */
export function toPrincipal(
  { subject, roles, accounts }: AccessClaims,
  requestId: string,
  minSequence: bigint | undefined,
): Principal {
  return { subject, roles, accounts, requestId, ...(minSequence !== undefined && { minSequence }) };
}
