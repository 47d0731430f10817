import { API_KEY_HEADER } from "../../auth/authenticator.ts";
import { CLOSE, type ClientSocket } from "./client-socket.ts";
import { type ClientMessage, parseMessage } from "./protocol.ts";
import { isMutation, SocketOperations, type SocketOperationsDeps } from "./socket-operations.ts";
import { type Conversation, createMessageAllowance, type SocketRoute } from "./socket-server.ts";
import { type SessionWords, SocketSession, type SocketSessionDeps } from "./socket-session.ts";

const PROTOCOL = "graphql-transport-ws";

/** What the transport is made of. */
export interface GraphqlSocketDeps extends SocketOperationsDeps, SocketSessionDeps {
  readonly messagesPerMinute: number;
}

const WORDS: SessionWords = {
  accepted: (payload) => JSON.stringify({ type: "connection_ack", payload }),
  renewed: (payload) => JSON.stringify({ type: "pong", payload }),
  expires: (payload) => JSON.stringify({ type: "ping", payload }),
};

type Payload = Extract<ClientMessage, { type: "ping" }>["payload"];

/** One client's conversation: what each message of the protocol does. */
class GraphqlConversation implements Conversation {
  readonly #deps: GraphqlSocketDeps;
  readonly #socket: ClientSocket;
  readonly #address: string;
  readonly #session: SocketSession;
  readonly #operations: SocketOperations;
  readonly #mayReceive: () => boolean;

  constructor(deps: GraphqlSocketDeps, socket: ClientSocket, address: string) {
    this.#deps = deps;
    this.#socket = socket;
    this.#address = address;
    this.#session = new SocketSession(deps, socket, WORDS);
    this.#operations = new SocketOperations(deps, socket);
    this.#mayReceive = createMessageAllowance(deps.messagesPerMinute);
  }

  async receive(frame: string): Promise<void> {
    if (this.#socket.isClosing) return;
    const message = parseMessage(frame);
    if (!message) this.#socket.close(CLOSE.badRequest, "Invalid message received");
    else if (this.#isAllowed(message)) await this.#handle(message);
    else this.#socket.close(CLOSE.tooManyMessages, "Too many messages");
  }

  stop(): void {
    this.#session.stop();
    this.#operations.stop();
  }

  /** Mutations have a limit of their own; an order must not wait for a chatty screen. */
  #isAllowed(message: ClientMessage): boolean {
    const isFree =
      message.type === "subscribe" &&
      this.#session.claims !== undefined &&
      isMutation(this.#deps.documents, message);
    return isFree || this.#mayReceive();
  }

  async #handle(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case "connection_init":
        return this.#session.init(this.#credentials(message.payload));
      case "ping":
        return this.#ping(message.payload);
      case "complete":
        return this.#operations.complete(message.id);
      case "subscribe":
        return this.#subscribe(message);
      case "pong":
        return;
    }
  }

  #credentials(payload: Payload) {
    const { authorization, [API_KEY_HEADER]: apiKey } = payload ?? {};
    return { authorization, apiKey, address: this.#address };
  }

  /** A ping with a token renews the session in place; any other is answered. */
  async #ping(payload: Payload): Promise<void> {
    const credentials = this.#credentials(payload);
    const isRenewal = (credentials.authorization ?? credentials.apiKey) !== undefined;
    if (isRenewal) await this.#session.renew(credentials);
    else this.#socket.send(JSON.stringify({ type: "pong", ...(payload && { payload }) }));
  }

  async #subscribe(message: Extract<ClientMessage, { type: "subscribe" }>): Promise<void> {
    const { claims } = this.#session;
    if (!claims) this.#socket.close(CLOSE.unauthorized, "Unauthorized");
    else if (this.#operations.has(message.id)) {
      const reason = `Subscriber for ${message.id.slice(0, 64)} already exists`;
      this.#socket.close(CLOSE.duplicateId, reason);
    } else await this.#operations.start(message, claims);
  }
}

/** Speaks graphql-transport-ws on `/graphql`. */
export function graphqlSockets(deps: GraphqlSocketDeps): SocketRoute {
  return {
    path: "/graphql",
    protocol: PROTOCOL,
    talk: (socket, request) => new GraphqlConversation(deps, socket, deps.addressOf(request)),
  };
}
