// REST and `/ws` as any program of the older API uses them.
import { waitFor } from "@hft/testkit";
import WebSocket from "ws";
import type { User } from "./users.ts";

/** What the stories read of answers by name; which of it an answer holds is for them to know. */
export interface Told {
  id: string;
  key: string;
  code: string;
  /** Of an order its state, in an error frame the status REST would answer with. */
  status: string | number;
  remaining_qty: string;
}

export interface RestAnswer {
  status: number;
  headers: Headers;
  body: Told;
}

export async function rest(
  user: User,
  method: string,
  path: string,
  body?: unknown,
): Promise<RestAnswer> {
  const response = await fetch(`${user.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${user.token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, body: text ? JSON.parse(text) : null };
}

export interface Frame {
  type: string;
  id?: string;
  status?: number;
  sequence?: string;
  cursor?: string;
  data: Told;
}

/** One socket on `/ws`, logged in by header. */
export class PlainSocket {
  readonly frames: Frame[] = [];
  readonly #socket: WebSocket;
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (text) => this.frames.push(JSON.parse(String(text)) as Frame));
  }

  static async open(user: User): Promise<PlainSocket> {
    const headers = { authorization: `Bearer ${user.token}` };
    const socket = new PlainSocket(
      new WebSocket(`${user.url.replace("http", "ws")}/ws`, { headers }),
    );
    await waitFor(() => socket.of("auth_ok").length > 0, { what: "auth_ok" });
    return socket;
  }

  of(type: string): Frame[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  /** Sends a message and waits for the frame that answers it. */
  async ask(message: object): Promise<Frame> {
    this.#asked += 1;
    const id = `ask-${this.#asked}`;
    this.#socket.send(JSON.stringify({ ...message, id }));
    return waitFor(() => this.frames.find((frame) => frame.id === id), {
      limitMs: 20_000,
      what: `an answer on /ws to ${JSON.stringify(message)}`,
    });
  }

  async subscribe(channel: string, more: object = {}): Promise<void> {
    const before = this.of("subscribed").length;
    this.#socket.send(JSON.stringify({ type: "subscribe", channel, ...more }));
    await waitFor(() => this.of("subscribed").length > before, { what: `${channel} to be live` });
  }

  close(): void {
    this.#socket.close();
  }
}
