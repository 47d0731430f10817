import {
  createHmac,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { type Principal, ROLES, type Role } from "./principal.ts";
import type { Secret } from "./secret.ts";

/** HTTP header that carries the signature of the router. */
export const SIGNATURE_HEADER = "x-hft-signature";

/** A signature older or younger than this is refused. */
export const SIGNATURE_WINDOW_MS = 30_000;

type SignatureReason = "MISSING" | "MALFORMED" | "FORGED" | "STALE" | "REPLAYED";

/** Why a request of a subgraph was refused; the text is safe to log and to return. */
export class SignatureError extends Error {
  readonly reason: SignatureReason;

  constructor(reason: SignatureReason) {
    super(`Router signature ${reason.toLowerCase()}`);
    this.name = "SignatureError";
    this.reason = reason;
  }
}

interface Claims {
  readonly target: string;
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly accounts: readonly string[];
  readonly minSequence?: string;
  readonly requestId: string;
  readonly timeMs: number;
  readonly nonce: string;
}

/** What goes over a WebSocket `subscribe`, without its extensions. */
export interface SubscribeBody {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The bytes that are signed for a `subscribe`: the same on both sides of a JSON round trip. */
export function subscribeBodyText(body: SubscribeBody): string {
  return JSON.stringify([body.query, body.operationName ?? null, body.variables ?? {}]);
}

const keys = new WeakMap<Secret, KeyObject>();

/** A key is prepared once: every request of the router is signed and every one of a subgraph checked. */
function keyOf(secret: Secret): KeyObject {
  let key = keys.get(secret);
  if (!key) {
    key = createSecretKey(Buffer.from(secret.reveal()));
    keys.set(secret, key);
  }
  return key;
}

function macOf(secret: Secret, claims: string, body: string | Buffer): Buffer {
  const bodyHash = hash("sha256", body, "hex");
  return createHmac("sha256", keyOf(secret)).update(`${claims}.${bodyHash}`).digest();
}

const NONCE_BYTES = 12;
let nonces = Buffer.alloc(0);

/** Taken from a stock of random bytes, because each call of the system costs more than the bytes. */
function nextNonce(): string {
  if (nonces.length === 0) nonces = randomBytes(NONCE_BYTES * 256);
  const nonce = nonces.toString("base64url", 0, NONCE_BYTES);
  nonces = nonces.subarray(NONCE_BYTES);
  return nonce;
}

/** Signs one request of the router to one subgraph. Each call makes a new nonce. */
export function signRequest(options: {
  readonly secret: Secret;
  readonly target: string;
  readonly principal: Principal;
  readonly body: string | Buffer;
  readonly nowMs?: number;
}): string {
  const { principal } = options;
  const claims: Claims = {
    target: options.target,
    subject: principal.subject,
    roles: principal.roles,
    accounts: principal.accounts,
    ...(principal.minSequence !== undefined && { minSequence: String(principal.minSequence) }),
    requestId: principal.requestId,
    timeMs: options.nowMs ?? Date.now(),
    nonce: nextNonce(),
  };
  const text = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `${text}.${macOf(options.secret, text, options.body).toString("base64url")}`;
}

function parseClaims(text: string): Claims {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as Claims;
  } catch {
    throw new SignatureError("MALFORMED");
  }
}

function principalOf(claims: Claims): Principal {
  return {
    subject: claims.subject,
    roles: claims.roles.filter((role) => ROLES.includes(role)),
    accounts: claims.accounts,
    ...(claims.minSequence !== undefined && { minSequence: BigInt(claims.minSequence) }),
    requestId: claims.requestId,
  };
}

/** Remembers nonces for at least two windows in two generations, so that forgetting costs nothing. */
class NonceMemory {
  #current = new Set<string>();
  #previous = new Set<string>();
  #rotatedAtMs = 0;

  /** False when the nonce was seen before. */
  add(nonce: string, nowMs: number): boolean {
    if (nowMs - this.#rotatedAtMs > 2 * SIGNATURE_WINDOW_MS) {
      this.#previous = this.#current;
      this.#current = new Set();
      this.#rotatedAtMs = nowMs;
    }
    if (this.#current.has(nonce) || this.#previous.has(nonce)) return false;
    this.#current.add(nonce);
    return true;
  }
}

/** Checks signatures for one service. One per process: nonces are remembered in it. */
export interface SignatureVerifier {
  verify(signature: unknown, body: string | Buffer): Principal;
}

/** Makes the verifier of one service; `verify` throws `SignatureError`. */
export function createSignatureVerifier(options: {
  readonly secret: Secret;
  readonly target: string;
  readonly now?: () => number;
}): SignatureVerifier {
  const now = options.now ?? Date.now;
  const nonces = new NonceMemory();
  return {
    verify(signature, body) {
      if (typeof signature !== "string" || signature === "") throw new SignatureError("MISSING");
      const [text = "", mac = ""] = signature.split(".");
      const given = Buffer.from(mac, "base64url");
      const wanted = macOf(options.secret, text, body);
      // The MAC is checked before anything inside is believed, in constant time.
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
        throw new SignatureError("FORGED");
      }
      const claims = parseClaims(text);
      if (claims.target !== options.target) throw new SignatureError("FORGED");
      if (Math.abs(now() - claims.timeMs) > SIGNATURE_WINDOW_MS) throw new SignatureError("STALE");
      if (!nonces.add(claims.nonce, now())) throw new SignatureError("REPLAYED");
      return principalOf(claims);
    },
  };
}
