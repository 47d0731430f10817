import { CLOSE, type ClientSocket } from "./client-socket.ts";

/** A client that has said who it is. */
export interface RegisteredSocket {
  readonly socket: ClientSocket;
  readonly subject: string;
  readonly sessionId: string;
}

/** All authenticated sockets of this process. */
export interface SocketRegistry {
  /** False when the user has too many; `undefined` leaves nothing behind. */
  add(entry: RegisteredSocket): boolean;
  delete(entry: RegisteredSocket): void;
  /** A logout, or a stolen refresh token, ends the sockets of that login at once. */
  closeSession(sessionId: string): void;
  closeAll(): void;
  readonly count: number;
  /** Clients closed with 4290 so far. */
  readonly slowCount: number;
  /** Told by every socket that is closed by us. */
  closing(code: number): void;
  stop(): void;
}

const CHECK_EVERY_MS = 200;

/** Watches the unsent bytes of all clients together: the slowest are closed first. */
export function createSocketRegistry(options: {
  readonly perSubject: number;
  readonly processBudgetBytes: number;
}): SocketRegistry {
  const entries = new Set<RegisteredSocket>();
  let slowCount = 0;

  function enforceBudget(): void {
    let total = 0;
    for (const { socket } of entries) total += socket.bufferedBytes;
    if (total <= options.processBudgetBytes) return;
    const slowest = [...entries].sort((a, b) => b.socket.bufferedBytes - a.socket.bufferedBytes);
    for (const { socket } of slowest) {
      if (total <= options.processBudgetBytes) return;
      total -= socket.bufferedBytes;
      socket.close(CLOSE.tooSlow, "Too slow; resume with your last cursor");
    }
  }

  const timer = setInterval(enforceBudget, CHECK_EVERY_MS);
  timer.unref();
  return {
    get count() {
      return entries.size;
    },
    get slowCount() {
      return slowCount;
    },
    closing(code) {
      if (code === CLOSE.tooSlow) slowCount += 1;
    },
    add(entry) {
      const own = [...entries].filter(({ subject }) => subject === entry.subject);
      if (own.length >= options.perSubject) return false;
      entries.add(entry);
      return true;
    },
    delete: (entry) => void entries.delete(entry),
    closeSession(sessionId) {
      for (const entry of entries) {
        if (entry.sessionId === sessionId) entry.socket.close(CLOSE.forbidden, "Session ended");
      }
    },
    closeAll() {
      for (const { socket } of entries) socket.close(CLOSE.goingAway, "Going away");
    },
    stop: () => clearInterval(timer),
  };
}
