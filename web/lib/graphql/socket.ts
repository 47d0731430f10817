import type { TypedDocumentNode } from "@apollo/client";
import { print } from "graphql";
import { type Client, createClient } from "graphql-ws";
import type { Session } from "../auth/session.ts";
import { readBatch, type WireBatch } from "../stream/batch.ts";
import type { StreamHandlers } from "../stream/live-table.ts";
import { type Connection, createConnection } from "./connection.ts";

const PING_EVERY_MS = 3_000;
const CLOSE_AFTER_MS = 3_000;
/** The session ended or its token was refused. */
const FORBIDDEN = 4403;

type EventOf<T> =
  T extends Record<string, infer B>
    ? B extends { readonly events: ReadonlyArray<infer E> }
      ? E
      : never
    : never;

/** One graphql-transport-ws connection for all streams of the page. */
export interface Socket {
  readonly connection: Connection;
  /** `field` is the root field of the document, which must be a stream. */
  stream<T extends Record<string, unknown>, V extends Record<string, unknown>>(
    document: TypedDocumentNode<T, V>,
    variables: V,
    on: StreamHandlers<EventOf<T>>,
  ): () => void;
  dispose(): void;
}

export function createSocket(routerUrl: string, session: Session): Socket {
  const connection = createConnection();
  const client = createClientOf(routerUrl, session, connection);
  const stopRenewing = renewInPlace(session, connection);
  const stopWatching = connection.watch(() => client.terminate());
  return {
    connection,
    stream(document, variables, on) {
      const payload = { query: print(document), variables };
      return client.subscribe<Record<string, WireBatch<never>>>(payload, {
        next({ data, errors }) {
          const wire = data && Object.values(data)[0];
          if (wire) on.batch(readBatch(wire));
          else on.ended(errors?.[0]?.message ?? "no data", false);
        },
        error: (error) => on.ended(...causeOf(error)),
        complete: () => on.ended("completed by the server", false),
      });
    },
    dispose() {
      stopRenewing();
      stopWatching();
      void client.dispose();
    },
  };
}

function createClientOf(routerUrl: string, session: Session, connection: Connection): Client {
  return createClient({
    url: `${routerUrl.replace(/^http/, "ws")}/graphql`,
    connectionParams: () => ({ authorization: session.authorization }),
    // It would retry with the original `after`; each table comes back with its last cursor instead.
    shouldRetry: () => false,
    retryAttempts: 0,
    keepAlive: PING_EVERY_MS,
    lazyCloseTimeout: CLOSE_AFTER_MS,
    on: {
      connecting: () => connection.onConnecting(),
      connected: (socket) => connection.onConnected(socket as WebSocket),
      message: ({ type }) => type === "next" && connection.onData(),
      ping: (isReceived) => !isReceived && connection.onPing(),
      pong: (isReceived) => isReceived && connection.onPong(),
      closed: (event) => {
        connection.onClosed();
        if ((event as CloseEvent).code === FORBIDDEN) void session.refresh();
      },
    },
  });
}

/** A new token goes to the open connection, so streams go on past the end of the old one. */
function renewInPlace(session: Session, connection: Connection): () => void {
  return session.subscribe(() => {
    if (session.getState().kind !== "in") return;
    const { authorization } = session;
    connection.socket?.send(JSON.stringify({ type: "ping", payload: { authorization } }));
  });
}

const LOST = /cursor|GAP/i;

/** Close events, GraphQL errors and plain errors, in words. */
function causeOf(error: unknown): [reason: string, isCursorLost: boolean] {
  if (Array.isArray(error)) {
    const text = error.map((one: { message: string }) => one.message).join("; ");
    const codes = error.map((one: { extensions?: { code?: unknown } }) => one.extensions?.code);
    return [text, LOST.test(text) || codes.some((code) => LOST.test(String(code)))];
  }
  if (error instanceof CloseEvent) return [error.reason || `closed with ${error.code}`, false];
  return [error instanceof Error ? error.message : "connection lost", false];
}
