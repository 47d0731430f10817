import { setTimeout } from "k6/timers";
import { WebSocket } from "k6/websockets";
import type { Session } from "./login.ts";
import { API_URL } from "./settings.ts";

/** What a stream of the graph carries in every batch. */
export interface Batch<Event> {
  sequence: string;
  previousSequence: string;
  events: Event[];
}

export interface StreamHandlers<Event> {
  /** The first batch is empty and says: live from here. */
  onBatch(batch: Batch<Event>): void;
  /** Whatever ends the stream before `seconds` are over, in words. */
  onBroken(reason: string): void;
}

interface Message {
  type: string;
  payload?: unknown;
}

/** The published types know neither subprotocols nor what the events carry. */
interface Socket {
  send(text: string): void;
  close(code: number): void;
  onopen: () => void;
  onmessage: (event: { data: unknown }) => void;
  onerror: (event: { error: unknown }) => void;
  onclose: (event: { code: number; reason: string }) => void;
}
const TypedSocket = WebSocket as unknown as new (url: string, protocol: string) => Socket;

const NORMAL_CLOSURE = 1000;

/** One socket with one subscription, in graphql-transport-ws, closed by us after `seconds`. */
export function openStream<Event>(
  session: Session,
  stream: { field: string; query: string; seconds: number },
  { onBatch, onBroken }: StreamHandlers<Event>,
): void {
  const socket = new TypedSocket(
    `${API_URL.replace(/^http/, "ws")}/graphql`,
    "graphql-transport-ws",
  );
  const send = (message: Record<string, unknown>) => socket.send(JSON.stringify(message));
  const on: Record<string, (payload: unknown) => void> = {
    connection_ack: () => send({ id: "1", type: "subscribe", payload: { query: stream.query } }),
    ping: () => send({ type: "pong" }),
    next: (payload) => {
      const { data, errors } = payload as { data?: Record<string, Batch<Event>>; errors?: unknown };
      const batch = data?.[stream.field];
      if (batch && !errors) onBatch(batch);
      else onBroken(JSON.stringify(payload).slice(0, 300));
    },
    error: (payload) => onBroken(JSON.stringify(payload).slice(0, 300)),
    complete: () => onBroken("the router completed the stream"),
  };
  socket.onopen = () => {
    const authorization = `Bearer ${session.token}`;
    send({ type: "connection_init", payload: { authorization } });
    setTimeout(() => socket.close(NORMAL_CLOSURE), stream.seconds * 1_000);
  };
  socket.onmessage = ({ data }) => {
    const { type, payload } = JSON.parse(String(data)) as Message;
    on[type]?.(payload);
  };
  socket.onerror = ({ error }) => onBroken(String(error));
  socket.onclose = ({ code, reason }) => {
    if (code !== NORMAL_CLOSURE) onBroken(`closed with ${code} ${reason}`);
  };
}
