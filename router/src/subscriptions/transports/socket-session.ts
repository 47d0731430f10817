import type { Authenticate, Credentials } from "../../auth/authenticator.ts";
import type { AddressOf } from "../../auth/client-address.ts";
import type { AccessClaims } from "../../auth/tokens.ts";
import { CLOSE, type ClientSocket } from "./client-socket.ts";
import type { RegisteredSocket, SocketRegistry } from "./socket-registry.ts";

/** What a session needs to know. */
export interface SocketSessionDeps {
  readonly authenticate: Authenticate;
  readonly addressOf: AddressOf;
  readonly registry: SocketRegistry;
  readonly initTimeoutMs: number;
  readonly expiryWarningMs: number;
}

/** How a protocol says what a session has to say. */
export interface SessionWords {
  accepted(payload: { readonly expiresAtMs: number }): string;
  renewed(payload: { readonly expiresAtMs: number }): string;
  expires(payload: { readonly warning: "TOKEN_EXPIRES"; readonly expiresAtMs: number }): string;
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
  readonly #words: SessionWords;
  readonly #initTimer: NodeJS.Timeout;
  #hasInit = false;
  #claims: AccessClaims | undefined;
  #entry: RegisteredSocket | undefined;
  #expiry: NodeJS.Timeout | undefined;
  #warning: NodeJS.Timeout | undefined;

  constructor(deps: SocketSessionDeps, socket: ClientSocket, words: SessionWords) {
    this.#deps = deps;
    this.#socket = socket;
    this.#words = words;
    this.#initTimer = setTimeout(() => {
      if (this.#hasInit) return;
      socket.close(CLOSE.initTimeout, "Connection initialisation timeout");
    }, deps.initTimeoutMs);
  }

  /** Known after an accepted `init`. */
  get claims(): AccessClaims | undefined {
    return this.#claims;
  }

  /** Throws `TokenError`. */
  async init(credentials: Credentials): Promise<void> {
    if (this.#hasInit) {
      this.#socket.close(CLOSE.tooManyInits, "Too many initialisation requests");
      return;
    }
    this.#hasInit = true;
    const fresh = await this.#deps.authenticate(credentials);
    if (this.#socket.isClosing || !this.#register(fresh)) return;
    this.#setClaims(fresh);
    this.#socket.send(this.#words.accepted({ expiresAtMs: fresh.expiresAtMs }));
  }

  /** Renews the session in place. Throws `TokenError`. */
  async renew(credentials: Credentials): Promise<void> {
    const fresh = await this.#deps.authenticate(credentials);
    if (!this.#claims || !isContinuation(this.#claims, fresh)) {
      this.#socket.close(CLOSE.forbidden, "Forbidden");
      return;
    }
    if (this.#socket.isClosing || !this.#register(fresh)) return;
    this.#setClaims(fresh);
    this.#socket.send(this.#words.renewed({ expiresAtMs: fresh.expiresAtMs }));
  }

  stop(): void {
    for (const timer of [this.#initTimer, this.#expiry, this.#warning]) clearTimeout(timer);
    if (this.#entry) this.#deps.registry.delete(this.#entry);
  }

  /** Under the login or key it lives by now: the end of that one ends the socket. */
  #register({ subject, sessionId }: AccessClaims): boolean {
    const { registry } = this.#deps;
    if (this.#entry) registry.delete(this.#entry);
    this.#entry = { socket: this.#socket, subject, sessionId };
    if (registry.add(this.#entry)) return true;
    this.#socket.close(CLOSE.tooManyMessages, "Too many sockets of this user");
    return false;
  }

  #setClaims(fresh: AccessClaims): void {
    this.#claims = fresh;
    clearTimeout(this.#expiry);
    clearTimeout(this.#warning);
    const { expiresAtMs } = fresh;
    const lifeMs = Math.max(0, Math.min(expiresAtMs - Date.now(), MAX_TIMER_MS));
    const end = (): void => this.#socket.close(CLOSE.forbidden, "Token expired");
    const warn = (): void => {
      this.#socket.send(this.#words.expires({ warning: "TOKEN_EXPIRES", expiresAtMs }));
    };
    this.#expiry = setTimeout(end, lifeMs);
    this.#warning = setTimeout(warn, Math.max(0, lifeMs - this.#deps.expiryWarningMs));
  }
}
