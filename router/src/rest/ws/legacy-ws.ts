import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { API_KEY_HEADER, type Credentials } from "../../auth/authenticator.ts";
import { CLOSE, type ClientSocket } from "../../subscriptions/transports/client-socket.ts";
import {
  type Conversation,
  closeFor,
  createMessageAllowance,
  type SocketRoute,
} from "../../subscriptions/transports/socket-server.ts";
import {
  type SessionWords,
  SocketSession,
  type SocketSessionDeps,
} from "../../subscriptions/transports/socket-session.ts";
import { type Caller, newCaller } from "../operations.ts";
import type { OrderDesk, Placed } from "../order-desk.ts";
import { knownProblem, malformed, RestProblem } from "../problems.ts";
import { Channels, type ChannelsDeps } from "./channels.ts";
import { type ClientFrame, errorFrame, readFrame } from "./frames.ts";

/** What `/ws` is made of. */
export interface LegacySocketDeps extends ChannelsDeps, SocketSessionDeps {
  readonly desk: OrderDesk;
  readonly messagesPerMinute: number;
  readonly onInternalError: (error: unknown, requestId: string) => void;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
const authOk = ({ expiresAtMs }: { readonly expiresAtMs: number }): string =>
  JSON.stringify({ type: "auth_ok", data: { expires_at: isoOf(expiresAtMs) } });

const WORDS: SessionWords = {
  accepted: authOk,
  renewed: authOk,
  expires: ({ warning, expiresAtMs }) =>
    JSON.stringify({ type: "warning", data: { code: warning, expires_at: isoOf(expiresAtMs) } }),
};

function acknowledgement(type: "order_ack" | "cancel_ack", id: string | undefined, placed: Placed) {
  const { status, order } = placed;
  const frame = { type, ...(id !== undefined && { id }), status, data: order };
  return JSON.stringify({ ...frame, sequence: order.sequence });
}

/** One client's conversation in plain JSON frames. */
class LegacyConversation implements Conversation {
  readonly #deps: LegacySocketDeps;
  readonly #socket: ClientSocket;
  readonly #address: string;
  readonly #session: SocketSession;
  readonly #channels: Channels;
  readonly #mayReceive: () => boolean;
  /** What was sent behind a token waits until the token has been looked at. */
  #opening: Promise<void> = Promise.resolve();

  constructor(deps: LegacySocketDeps, socket: ClientSocket, request: IncomingMessage) {
    this.#deps = deps;
    this.#socket = socket;
    this.#address = deps.addressOf(request);
    this.#session = new SocketSession(deps, socket, WORDS);
    this.#channels = new Channels(deps, socket);
    this.#mayReceive = createMessageAllowance(deps.messagesPerMinute);
    const { authorization, [API_KEY_HEADER]: apiKey } = request.headers;
    if ((authorization ?? apiKey) !== undefined) this.#authenticate({ authorization, apiKey });
  }

  async receive(text: string): Promise<void> {
    // In here and not in a function: between the last look and the reading no other frame may begin.
    for (let seen: Promise<void> | undefined; seen !== this.#opening; ) {
      seen = this.#opening;
      await seen;
    }
    if (this.#socket.isClosing) return;
    const read = readFrame(text);
    const isFree = "frame" in read && this.#session.claims && isOrderEntry(read.frame);
    if (!isFree && !this.#mayReceive()) this.#closeWith(tooMany(), CLOSE.tooManyMessages);
    else if ("frame" in read) await this.#handle(read.frame);
    else this.#tell(malformed(read.problem), { id: read.id });
  }

  stop(): void {
    this.#session.stop();
    this.#channels.stop();
  }

  async #handle(frame: ClientFrame): Promise<void> {
    const { claims } = this.#session;
    if (frame.type === "auth")
      return this.#authenticate({ authorization: `Bearer ${frame.token}` });
    if (!claims) return this.#closeWith(authFirst(), CLOSE.unauthorized);
    const caller = newCaller(claims);
    try {
      await this.#serve(frame, caller);
    } catch (error) {
      const problem = knownProblem(error) ?? new RestProblem(500, "INTERNAL", "Internal error");
      if (problem.status === 500) this.#deps.onInternalError(error, caller.requestId);
      this.#tell(problem, { id: frame.id, requestId: caller.requestId });
    }
  }

  async #serve(frame: ClientFrame, caller: Caller): Promise<void> {
    const { id } = frame;
    switch (frame.type) {
      case "order":
        return this.#send(
          acknowledgement("order_ack", id, await this.#deps.desk.place(caller, frame.data)),
        );
      case "cancel":
        return this.#send(
          acknowledgement("cancel_ack", id, await this.#deps.desk.cancel(caller, frame.data.id)),
        );
      case "subscribe":
        return this.#channels.subscribe(frame, caller);
      case "unsubscribe":
        return this.#unsubscribe(frame);
      case "ping":
        return this.#send(JSON.stringify({ type: "pong", ...(id !== undefined && { id }) }));
    }
  }

  #unsubscribe({ channel, id }: Extract<ClientFrame, { type: "unsubscribe" }>): void {
    if (!this.#channels.unsubscribe(channel)) {
      throw malformed(`channel: ${channel} is not subscribed`);
    }
    const frame = { type: "unsubscribed", ...(id !== undefined && { id }), data: { channel } };
    this.#send(JSON.stringify(frame));
  }

  /** The first time it opens the session, later it renews it. */
  #authenticate(given: Omit<Credentials, "address">): void {
    const credentials = { ...given, address: this.#address };
    const work = this.#session.claims
      ? this.#session.renew(credentials)
      : this.#session.init(credentials);
    this.#opening = work.catch((error: unknown) => {
      const problem = knownProblem(error);
      if (problem) this.#tell(problem);
      closeFor(error, this.#socket);
    });
  }

  #send(text: string): void {
    this.#socket.send(text);
  }

  #tell(problem: RestProblem, more: { id?: string | undefined; requestId?: string } = {}): void {
    const { id, requestId = randomUUID() } = more;
    this.#send(errorFrame(problem, requestId, { id }));
  }

  #closeWith(problem: RestProblem, code: number): void {
    this.#tell(problem);
    this.#socket.close(code, problem.message);
  }
}

/** Order entry has buckets of its own. */
const isOrderEntry = ({ type }: ClientFrame): boolean => type === "order" || type === "cancel";

const tooMany = () => new RestProblem(429, "RATE_LIMITED", "Too many messages");
const authFirst = () =>
  new RestProblem(401, "UNAUTHENTICATED", 'Send {"type":"auth","token":"…"} first, or a header');

/** Speaks plain JSON frames on `/ws`. A token in the address would end in logs, so none is taken there. */
export function legacySockets(deps: LegacySocketDeps): SocketRoute {
  return {
    path: "/ws",
    talk: (socket, request) => new LegacyConversation(deps, socket, request),
  };
}
