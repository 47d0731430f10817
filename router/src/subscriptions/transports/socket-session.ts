import { authenticate } from "../../auth/authenticator.ts";
import type { AccessClaims, Tokens } from "../../auth/tokens.ts";
import { CLOSE, type ClientSocket } from "./client-socket.ts";
import type { RegisteredSocket, SocketRegistry } from "./socket-registry.ts";

type Payload = Record<string, unknown> | null | undefined;

/** What a session needs to know. */
export interface SocketSessionDeps {
  readonly tokens: Tokens;
  readonly registry: SocketRegistry;
  readonly initTimeoutMs: number;
  readonly expiryWarningMs: number;
}

const MAX_TIMER_MS = 2 ** 31 - 1;

/** Another user, or fewer rights, is another connection: running streams were opened for this one. */
function isContinuation(old: AccessClaims, fresh: AccessClaims): boolean {
  return (
    fresh.subject === old.subject &&
    old.accounts.every((one) => fresh.accounts.includes(one)) &&
    old.roles.every((one) => fresh.roles.includes(one))
  );
}

/** Who is at the other end of a socket, and until when. */
export class SocketSession {
  readonly #deps: SocketSessionDeps;
  readonly #socket: ClientSocket;
  readonly #initTimer: NodeJS.Timeout;
  #hasInit = false;
  #claims: AccessClaims | undefined;
  #entry: RegisteredSocket | undefined;
  #expiry: NodeJS.Timeout | undefined;
  #warning: NodeJS.Timeout | undefined;

  constructor(deps: SocketSessionDeps, socket: ClientSocket) {
    this.#deps = deps;
    this.#socket = socket;
    this.#initTimer = setTimeout(() => {
      if (this.#hasInit) return;
      socket.close(CLOSE.initTimeout, "Connection initialisation timeout");
    }, deps.initTimeoutMs);
  }

  /** Known after an acknowledged `connection_init`. */
  get claims(): AccessClaims | undefined {
    return this.#claims;
  }

  /** Throws `TokenError`. */
  async init(payload: Payload): Promise<void> {
    if (this.#hasInit) {
      this.#socket.close(CLOSE.tooManyInits, "Too many initialisation requests");
      return;
    }
    this.#hasInit = true;
    const fresh = await authenticate(this.#deps.tokens, payload?.["authorization"]);
    if (this.#socket.isClosing) return;
    const { subject, sessionId, expiresAtMs } = fresh;
    const entry = { socket: this.#socket, subject, sessionId };
    if (!this.#deps.registry.add(entry)) {
      this.#socket.close(CLOSE.tooManyMessages, "Too many sockets of this user");
      return;
    }
    this.#entry = entry;
    this.#setClaims(fresh);
    this.#socket.send(JSON.stringify({ type: "connection_ack", payload: { expiresAtMs } }));
  }

  /** A ping with a token renews the session in place; any other is answered. Throws `TokenError`. */
  async ping(payload: Payload): Promise<void> {
    if (payload?.["authorization"] === undefined) {
      this.#socket.send(JSON.stringify({ type: "pong", ...(payload && { payload }) }));
      return;
    }
    const fresh = await authenticate(this.#deps.tokens, payload["authorization"]);
    if (!this.#claims || !isContinuation(this.#claims, fresh)) {
      this.#socket.close(CLOSE.forbidden, "Forbidden");
      return;
    }
    this.#setClaims(fresh);
    const { expiresAtMs } = fresh;
    this.#socket.send(JSON.stringify({ type: "pong", payload: { expiresAtMs } }));
  }

  stop(): void {
    for (const timer of [this.#initTimer, this.#expiry, this.#warning]) clearTimeout(timer);
    if (this.#entry) this.#deps.registry.delete(this.#entry);
  }

  #setClaims(fresh: AccessClaims): void {
    this.#claims = fresh;
    clearTimeout(this.#expiry);
    clearTimeout(this.#warning);
    const { expiresAtMs } = fresh;
    const lifeMs = Math.max(0, Math.min(expiresAtMs - Date.now(), MAX_TIMER_MS));
    const end = (): void => this.#socket.close(CLOSE.forbidden, "Token expired");
    const warn = (): void => {
      const payload = { warning: "TOKEN_EXPIRES", expiresAtMs };
      this.#socket.send(JSON.stringify({ type: "ping", payload }));
    };
    this.#expiry = setTimeout(end, lifeMs);
    this.#warning = setTimeout(warn, Math.max(0, lifeMs - this.#deps.expiryWarningMs));
  }
}
