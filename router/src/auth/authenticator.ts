import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Principal } from "@hft/service-kit";
import { type AccessClaims, TokenError, type Tokens } from "./tokens.ts";

/** Header by which a client takes its last mutation's sequence to another router replica. */
export const MIN_SEQUENCE_HEADER = "x-hft-min-sequence";

/** Header of the request id, taken from a client that sends a sane one. */
export const REQUEST_ID_HEADER = "x-request-id";

/** The request id of a request: the client's when harmless, else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Reads a sequence a client claims to have seen; nonsense is ignored. */
export function parseSequence(text: unknown): bigint | undefined {
  return typeof text === "string" && /^\d{1,19}$/.test(text) ? BigInt(text) : undefined;
}

/** Verifies `Bearer <token>`; throws `TokenError`. */
export async function authenticate(tokens: Tokens, authorization: unknown): Promise<AccessClaims> {
  const match =
    typeof authorization === "string" ? /^Bearer +(\S{1,4096})$/i.exec(authorization) : null;
  if (!match?.[1]) throw new TokenError("A bearer token is needed");
  return tokens.verify(match[1]);
}

/** The principal of one operation. */
export function toPrincipal(
  { subject, roles, accounts }: AccessClaims,
  requestId: string,
  minSequence: bigint | undefined,
): Principal {
  return { subject, roles, accounts, requestId, ...(minSequence !== undefined && { minSequence }) };
}
