import { type Principal, type Secret, signRequest, subscribeBodyText } from "@hft/service-kit";
import type { FormattedExecutionResult, GraphQLFormattedError } from "graphql";
import { WebSocket } from "ws";

/** A subscription as it goes to a subgraph. */
export interface UpstreamRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Hears one upstream subscription. After `failed`, `completed` or `lost` nothing more comes. */
export interface UpstreamSink {
  next(event: FormattedExecutionResult): void;
  failed(errors: readonly GraphQLFormattedError[]): void;
  completed(): void;
  lost(): void;
}

/** One socket to a subgraph that carries all subscriptions of this process. */
export interface UpstreamConnection {
  /** Returns how to end it. */
  subscribe(request: UpstreamRequest, principal: Principal, sink: UpstreamSink): () => void;
  readonly subscriptionCount: number;
  stop(): void;
}

const HEARTBEAT_MS = 5_000;
const CONNECT_LIMIT_MS = 2_000;

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** Keeps an upstream honest: a peer that answers no ping in time is gone. */
function watchHeartbeat(socket: WebSocket): void {
  let isAlive = true;
  const timer = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, HEARTBEAT_MS);
  timer.unref();
  socket.on("pong", () => {
    isAlive = true;
  });
  socket.on("message", () => {
    isAlive = true;
  });
  socket.on("close", () => clearInterval(timer));
}

/** Connects when first needed and again at the next `subscribe` after a loss; it does not retry by itself. */
export function createUpstreamConnection(options: {
  readonly name: string;
  readonly url: string;
  readonly secret: Secret;
}): UpstreamConnection {
  const sinks = new Map<string, UpstreamSink>();
  let socket: WebSocket | undefined;
  let isAcknowledged = false;
  let waiting: (() => void)[] = [];
  let nextId = 1;

  function send(message: Message): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function lose(of: WebSocket): void {
    if (of !== socket) return;
    socket = undefined;
    isAcknowledged = false;
    waiting = [];
    const lost = [...sinks.values()];
    sinks.clear();
    for (const sink of lost) sink.lost();
  }

  function acknowledged(): void {
    isAcknowledged = true;
    for (const start of waiting.splice(0)) start();
  }

  function receive({ type, id = "", payload }: Message): void {
    if (type === "connection_ack") acknowledged();
    if (type === "ping") send({ type: "pong" });
    const sink = sinks.get(id);
    if (!sink) return;
    if (type === "next") {
      sink.next(payload as FormattedExecutionResult);
      return;
    }
    sinks.delete(id);
    if (type === "error") sink.failed(payload as GraphQLFormattedError[]);
    if (type === "complete") sink.completed();
  }

  function connect(): void {
    const fresh = new WebSocket(options.url.replace(/^http/, "ws"), "graphql-transport-ws", {
      handshakeTimeout: CONNECT_LIMIT_MS,
      perMessageDeflate: false,
    });
    socket = fresh;
    fresh.on("open", () => fresh.send(JSON.stringify({ type: "connection_init" })));
    fresh.on("message", (data) => receive(JSON.parse(String(data)) as Message));
    // The close event follows and does the work; without a listener an error would end the process.
    fresh.on("error", () => undefined);
    fresh.on("close", () => lose(fresh));
    watchHeartbeat(fresh);
  }

  return {
    get subscriptionCount() {
      return sinks.size;
    },
    subscribe(request, principal, sink) {
      const id = String(nextId++);
      sinks.set(id, sink);
      const start = (): void => {
        if (!sinks.has(id)) return;
        const { secret, name: target } = options;
        // Signed when sent and not when asked for: connecting may outlast the window.
        const body = subscribeBodyText(request);
        const signature = signRequest({ secret, target, principal, body });
        send({ type: "subscribe", id, payload: { ...request, extensions: { signature } } });
      };
      if (isAcknowledged) start();
      else waiting.push(start);
      if (!socket) connect();
      return () => {
        if (sinks.delete(id) && isAcknowledged) send({ type: "complete", id });
      };
    },
    stop() {
      const closing = socket;
      socket = undefined;
      sinks.clear();
      closing?.close(1001);
      closing?.terminate();
    },
  };
}
