import type { WebSocket } from "ws";

/** Close codes of our own and of graphql-transport-ws. */
export const CLOSE = {
  badRequest: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  badSubprotocol: 4406,
  initTimeout: 4408,
  duplicateId: 4409,
  tooManyInits: 4429,
  tooManyMessages: 4429,
  tooSlow: 4290,
  goingAway: 1001,
  tryLater: 1013,
} as const;

/** The way out to one client, bounded in bytes. */
export interface ClientSocket {
  send(text: string): void;
  /** Queues a close frame behind what is unsent; who does not take it in time is cut off. */
  close(code: number, reason: string): void;
  /** Bytes the client has not taken yet. */
  readonly bufferedBytes: number;
  readonly isClosing: boolean;
  readonly hasRoom: boolean;
}

/** Wraps a socket; `budgetBytes` is how far a client may fall behind. */
export function createClientSocket(
  socket: WebSocket,
  options: {
    readonly budgetBytes: number;
    readonly graceMs: number;
    readonly onClosing: (code: number) => void;
  },
): ClientSocket {
  let isClosing = false;

  function close(code: number, reason: string): void {
    if (isClosing) return;
    isClosing = true;
    options.onClosing(code);
    socket.close(code, reason);
    const timer = setTimeout(() => socket.terminate(), options.graceMs);
    socket.once("close", () => clearTimeout(timer));
  }

  return {
    close,
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    get isClosing() {
      return isClosing || socket.readyState !== socket.OPEN;
    },
    /** A conflating stream waits well before the budget is used up. */
    get hasRoom() {
      return socket.bufferedAmount < options.budgetBytes / 4;
    },
    send(text) {
      if (isClosing || socket.readyState !== socket.OPEN) return;
      socket.send(text);
      if (socket.bufferedAmount > options.budgetBytes)
        close(CLOSE.tooSlow, "Too slow; resume with your last cursor");
    },
  };
}
