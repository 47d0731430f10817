import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Tokens } from "../../auth/tokens.ts";
import { CLOSE, type ClientSocket, createClientSocket } from "./client-socket.ts";
import { type ClientMessage, parseMessage } from "./protocol.ts";
import { isMutation, SocketOperations, type SocketOperationsDeps } from "./socket-operations.ts";
import type { SocketRegistry } from "./socket-registry.ts";
import { SocketSession } from "./socket-session.ts";

const PROTOCOL = "graphql-transport-ws";
const PING_EVERY_MS = 15_000;

/** What the transport is made of. */
export interface GraphqlSocketDeps extends SocketOperationsDeps {
  readonly tokens: Tokens;
  readonly registry: SocketRegistry;
  readonly limits: {
    readonly initTimeoutMs: number;
    readonly messagesPerMinute: number;
    readonly clientBudgetBytes: number;
    readonly closeGraceMs: number;
    readonly expiryWarningMs: number;
    readonly frameBytes: number;
    readonly origins: readonly string[];
  };
}

/** A minute's allowance that fills steadily. */
function createMessageAllowance(perMinute: number): () => boolean {
  let left = perMinute;
  let atMs = Date.now();
  return () => {
    const now = Date.now();
    left = Math.min(perMinute, left + ((now - atMs) / 60_000) * perMinute);
    atMs = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

/** Cuts off a peer that vanished without closing: its buffers would stay for ever. */
function watchHeartbeat(ws: WebSocket): void {
  let isAlive = true;
  ws.on("pong", () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) {
      ws.terminate();
      return;
    }
    isAlive = false;
    ws.ping();
  }, PING_EVERY_MS);
  ws.on("close", () => clearInterval(timer));
}

/** One client's conversation: what each message of the protocol does. */
class Conversation {
  readonly #deps: GraphqlSocketDeps;
  readonly #socket: ClientSocket;
  readonly #session: SocketSession;
  readonly #operations: SocketOperations;
  readonly #mayReceive: () => boolean;

  constructor(deps: GraphqlSocketDeps, socket: ClientSocket) {
    this.#deps = deps;
    this.#socket = socket;
    this.#session = new SocketSession({ ...deps, ...deps.limits }, socket);
    this.#operations = new SocketOperations(deps, socket);
    this.#mayReceive = createMessageAllowance(deps.limits.messagesPerMinute);
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
        return this.#session.init(message.payload);
      case "ping":
        return this.#session.ping(message.payload);
      case "complete":
        return this.#operations.complete(message.id);
      case "subscribe":
        return this.#subscribe(message);
      case "pong":
        return;
    }
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

/** Speaks graphql-transport-ws with one client until it is closed. */
function serve(ws: WebSocket, deps: GraphqlSocketDeps): void {
  const socket = createClientSocket(ws, {
    budgetBytes: deps.limits.clientBudgetBytes,
    graceMs: deps.limits.closeGraceMs,
    onClosing: deps.registry.closing,
  });
  const conversation = new Conversation(deps, socket);
  if (ws.protocol !== PROTOCOL) socket.close(CLOSE.badSubprotocol, "Subprotocol not acceptable");
  watchHeartbeat(ws);
  ws.on("message", (data) => {
    conversation.receive(String(data)).catch(() => socket.close(CLOSE.forbidden, "Forbidden"));
  });
  ws.on("error", () => ws.terminate());
  ws.on("close", () => conversation.stop());
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Serves sockets on `/graphql` of an HTTP server; browsers only from the listed origins. */
export function attachGraphqlSockets(server: Server, deps: GraphqlSocketDeps): { stop(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: deps.limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    const { origin } = request.headers;
    const isOwnPath = request.url?.split("?")[0] === "/graphql";
    const isForeign = origin !== undefined && !deps.limits.origins.includes(origin);
    if (!isOwnPath) refuse(socket, "404 Not Found");
    else if (isForeign) refuse(socket, "403 Forbidden");
    else sockets.handleUpgrade(request, socket, head, (ws) => serve(ws, deps));
  };
  server.on("upgrade", onUpgrade);
  return {
    stop() {
      server.off("upgrade", onUpgrade);
      for (const client of sockets.clients) client.close(CLOSE.goingAway, "Going away");
      setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, 500).unref();
      sockets.close();
    },
  };
}
