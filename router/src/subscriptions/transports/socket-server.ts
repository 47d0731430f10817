import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { AppError } from "@hft/service-kit";
import { type WebSocket, WebSocketServer } from "ws";
import { CLOSE, type ClientSocket, createClientSocket } from "./client-socket.ts";

const PING_EVERY_MS = 15_000;

/** What one client and we say to each other. */
export interface Conversation {
  receive(frame: string): Promise<void>;
  stop(): void;
}

/** One path that serves sockets. */
export interface SocketRoute {
  readonly path: string;
  /** The subprotocol it speaks, where it has one. */
  readonly protocol?: string;
  /** Begins to talk with a client. */
  talk(socket: ClientSocket, request: IncomingMessage): Conversation;
}

/** Bounds of every socket, whatever it speaks. */
export interface SocketLimits {
  readonly clientBudgetBytes: number;
  readonly closeGraceMs: number;
  readonly frameBytes: number;
  readonly origins: readonly string[];
}

/** A minute's allowance that fills steadily. */
export function createMessageAllowance(perMinute: number): () => boolean {
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

/** Who could not be recognised is refused; whom nobody can recognise now may come again. */
export function closeFor(error: unknown, socket: ClientSocket): void {
  const isOutage = error instanceof AppError && error.retryable;
  if (isOutage) socket.close(CLOSE.tryLater, "Try again later");
  else socket.close(CLOSE.forbidden, "Forbidden");
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

interface SocketServerDeps {
  readonly limits: SocketLimits;
  readonly onClosing: (code: number) => void;
}

function createDoor(route: SocketRoute, { limits, onClosing }: SocketServerDeps) {
  const { protocol } = route;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) =>
      protocol !== undefined && offered.has(protocol) ? protocol : false,
  });
  const serve = (ws: WebSocket, request: IncomingMessage): void => {
    const socket = createClientSocket(ws, {
      budgetBytes: limits.clientBudgetBytes,
      graceMs: limits.closeGraceMs,
      onClosing,
    });
    const conversation = route.talk(socket, request);
    if (protocol !== undefined && ws.protocol !== protocol) {
      socket.close(CLOSE.badSubprotocol, "Subprotocol not acceptable");
    }
    watchHeartbeat(ws);
    ws.on("message", (data) => {
      conversation.receive(String(data)).catch((error: unknown) => closeFor(error, socket));
    });
    ws.on("error", () => ws.terminate());
    ws.on("close", () => conversation.stop());
  };
  return { server, serve };
}

/**
 * The page came from the very host it now calls, such as the explorer. Behind TLS the scheme is the
 * browser's business. A name that was bent to our address passes too, and gains nothing: without a
 * token no socket says anything.
 */
function isOwnPage({ origin, host }: IncomingMessage["headers"]): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Serves sockets on some paths of an HTTP server; browsers only from the listed origins and its own pages. */
export function attachSockets(
  http: Server,
  routes: readonly SocketRoute[],
  deps: SocketServerDeps,
): { stop(): void } {
  const doors = new Map(routes.map((route) => [route.path, createDoor(route, deps)]));
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    const { origin } = request.headers;
    const door = doors.get(request.url?.split("?")[0] ?? "");
    const isListed = origin === undefined || deps.limits.origins.includes(origin);
    if (!door) refuse(socket, "404 Not Found");
    else if (!isListed && !isOwnPage(request.headers)) refuse(socket, "403 Forbidden");
    else door.server.handleUpgrade(request, socket, head, (ws) => door.serve(ws, request));
  };
  http.on("upgrade", onUpgrade);
  return {
    stop() {
      http.off("upgrade", onUpgrade);
      const clients = [...doors.values()].flatMap(({ server }) => [...server.clients]);
      for (const client of clients) client.close(CLOSE.goingAway, "Going away");
      setTimeout(() => {
        for (const client of clients) client.terminate();
      }, 500).unref();
      for (const { server } of doors.values()) server.close();
    },
  };
}
