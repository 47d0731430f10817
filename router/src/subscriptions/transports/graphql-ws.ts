import type { Log } from "@hft/service-kit";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { authenticate } from "../../auth/authenticator.ts";
import type { AccessClaims, Tokens } from "../../auth/tokens.ts";
import { CLOSE, createClientSocket } from "./client-socket.ts";
import { parseMessage } from "./protocol.ts";
import { createSocketOperations, isMutation, type SocketOperationsDeps } from "./socket-operations.ts";
import type { RegisteredSocket, SocketRegistry } from "./socket-registry.ts";

const PROTOCOL = "graphql-transport-ws";
const PING_EVERY_MS = 15_000;

/** What the transport is made of. */
export interface GraphqlSocketDeps extends SocketOperationsDeps {
  readonly tokens: Tokens;
  readonly registry: SocketRegistry;
  readonly log: Log;
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

/** A minute's allowance that fills steadily; queries, pings and completes count, mutations do not. */
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
    if (!isAlive) return ws.terminate();
    isAlive = false;
    ws.ping();
  }, PING_EVERY_MS);
  ws.on("close", () => clearInterval(timer));
}

/** Speaks graphql-transport-ws with one client until it is closed. */
function serve(ws: WebSocket, deps: GraphqlSocketDeps): void {
  const { limits } = deps;
  const socket = createClientSocket(ws, {
    budgetBytes: limits.clientBudgetBytes,
    graceMs: limits.closeGraceMs,
    onClosing: deps.registry.closing,
  });
  const operations = createSocketOperations(deps, socket);
  const mayReceive = createMessageAllowance(limits.messagesPerMinute);
  let hasInit = false;
  let claims: AccessClaims | undefined;
  let entry: RegisteredSocket | undefined;
  let expiry: NodeJS.Timeout | undefined;
  let warning: NodeJS.Timeout | undefined;
  const initTimer = setTimeout(() => {
    if (!hasInit) socket.close(CLOSE.initTimeout, "Connection initialisation timeout");
  }, limits.initTimeoutMs);

  function setClaims(fresh: AccessClaims): void {
    claims = fresh;
    clearTimeout(expiry);
    clearTimeout(warning);
    const lifeMs = Math.min(fresh.expiresAtMs - Date.now(), 2 ** 31 - 1);
    expiry = setTimeout(() => socket.close(CLOSE.forbidden, "Token expired"), Math.max(0, lifeMs));
    warning = setTimeout(() => {
      const payload = { warning: "TOKEN_EXPIRES", expiresAtMs: fresh.expiresAtMs };
      socket.send(JSON.stringify({ type: "ping", payload }));
    }, Math.max(0, lifeMs - limits.expiryWarningMs));
  }

  async function init(payload: Record<string, unknown> | null | undefined): Promise<void> {
    if (hasInit) return socket.close(CLOSE.tooManyInits, "Too many initialisation requests");
    hasInit = true;
    const fresh = await authenticate(deps.tokens, payload?.["authorization"]);
    entry = { socket, subject: fresh.subject, sessionId: fresh.sessionId };
    if (socket.isClosing) return;
    if (!deps.registry.add(entry)) {
      return socket.close(CLOSE.tooManyMessages, "Too many sockets of this user");
    }
    setClaims(fresh);
    const ack = { type: "connection_ack", payload: { expiresAtMs: fresh.expiresAtMs } };
    socket.send(JSON.stringify(ack));
  }

  /** Another user, or fewer accounts, is another connection: running streams were opened for this one. */
  function isContinuation(fresh: AccessClaims): boolean {
    return (
      claims !== undefined &&
      fresh.subject === claims.subject &&
      claims.accounts.every((one) => fresh.accounts.includes(one)) &&
      claims.roles.every((one) => fresh.roles.includes(one))
    );
  }

  async function ping(payload: Record<string, unknown> | null | undefined): Promise<void> {
    if (payload?.["authorization"] === undefined) {
      return socket.send(JSON.stringify({ type: "pong", ...(payload && { payload }) }));
    }
    const fresh = await authenticate(deps.tokens, payload["authorization"]);
    if (!isContinuation(fresh)) return socket.close(CLOSE.forbidden, "Forbidden");
    setClaims(fresh);
    socket.send(JSON.stringify({ type: "pong", payload: { expiresAtMs: fresh.expiresAtMs } }));
  }

  async function receive(frame: string): Promise<void> {
    if (socket.isClosing) return;
    const message = parseMessage(frame);
    if (!message) return socket.close(CLOSE.badRequest, "Invalid message received");
    const isFree = message.type === "subscribe" && claims && isMutation(deps.documents, message);
    if (!isFree && !mayReceive()) return socket.close(CLOSE.tooManyMessages, "Too many messages");
    if (message.type === "connection_init") return init(message.payload);
    if (message.type === "ping") return ping(message.payload);
    if (message.type === "complete") return operations.complete(message.id);
    if (message.type !== "subscribe") return;
    if (!claims) return socket.close(CLOSE.unauthorized, "Unauthorized");
    if (operations.has(message.id)) {
      return socket.close(CLOSE.duplicateId, `Subscriber for ${message.id} already exists`);
    }
    await operations.start(message, claims);
  }

  if (ws.protocol !== PROTOCOL) socket.close(CLOSE.badSubprotocol, "Subprotocol not acceptable");
  watchHeartbeat(ws);
  ws.on("message", (data) => {
    receive(String(data)).catch(() => socket.close(CLOSE.forbidden, "Forbidden"));
  });
  ws.on("error", () => ws.terminate());
  ws.on("close", () => {
    for (const timer of [initTimer, expiry, warning]) clearTimeout(timer);
    if (entry) deps.registry.delete(entry);
    operations.stop();
  });
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
    const { pathname } = new URL(request.url ?? "/", "http://router");
    if (pathname !== "/graphql") return refuse(socket, "404 Not Found");
    const { origin } = request.headers;
    if (origin !== undefined && !deps.limits.origins.includes(origin)) {
      return refuse(socket, "403 Forbidden");
    }
    sockets.handleUpgrade(request, socket, head, (ws) => serve(ws, deps));
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
