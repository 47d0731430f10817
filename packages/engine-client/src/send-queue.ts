// zeromq.js refuses a send while another is pending, so every socket gets one writer that joins what waits.
import type { Dealer } from "zeromq";

/** Sends frames in order. What is queued while the socket cannot take more is bounded by the callers in flight. */
export interface SendQueue {
  push(frame: Buffer): void;
}

export function createSendQueue(socket: Dealer, onError: (error: unknown) => void): SendQueue {
  const waiting: Buffer[] = [];
  let isSending = false;
  async function drain(): Promise<void> {
    isSending = true;
    try {
      while (waiting.length > 0) await socket.send(Buffer.concat(waiting.splice(0, 256)));
    } catch (error) {
      waiting.length = 0;
      onError(error);
    } finally {
      isSending = false;
    }
  }
  return {
    push(frame) {
      waiting.push(frame);
      if (!isSending) void drain();
    },
  };
}
