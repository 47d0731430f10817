// A raw WebSocket whose client does what no library would, and opens again when it is closed for that.
import WebSocket from "ws";

export interface Heard {
  text?: string;
  /** Close code, where the server ended the connection. */
  closed?: number;
}

export class Line {
  readonly #open: () => WebSocket;
  #socket: WebSocket | undefined;
  #heard: Heard[] = [];
  #wake = () => {};

  constructor(open: () => WebSocket) {
    this.#open = open;
  }

  /** Connects where it is not; true when this is a new connection. */
  async ensure(): Promise<boolean> {
    if (this.#socket?.readyState === WebSocket.OPEN) return false;
    const socket = this.#open();
    this.#socket = socket;
    this.#heard = [];
    const hear = (heard: Heard) => {
      if (this.#socket !== socket) return;
      this.#heard.push(heard);
      this.#wake();
    };
    socket.on("message", (data) => hear({ text: String(data) }));
    socket.on("close", (code) => hear({ closed: code }));
    await new Promise((open, fail) => {
      socket.once("open", open);
      socket.once("error", fail);
    });
    socket.on("error", () => undefined);
    return true;
  }

  send(data: string | Buffer): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(data);
  }

  /** What is heard until `isLast` says so or the time is over. */
  async read(isLast: (heard: Heard) => boolean, limitMs = 5_000): Promise<Heard[]> {
    const end = performance.now() + limitMs;
    const taken: Heard[] = [];
    while (performance.now() < end) {
      const next = this.#heard.shift();
      if (next) {
        taken.push(next);
        if (next.closed !== undefined || isLast(next)) return taken;
        continue;
      }
      await new Promise<void>((wake) => {
        this.#wake = wake;
        setTimeout(wake, Math.max(1, end - performance.now()));
      });
    }
    return taken;
  }

  close(): void {
    this.#socket?.terminate();
  }
}
