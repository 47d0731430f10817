import type { Dealer } from "zeromq";

/** Bodies of the next message of a socket, or nothing where none comes in time. */
export async function nextWithin(socket: Dealer, limitMs: number): Promise<Buffer[]> {
  socket.receiveTimeout = limitMs;
  try {
    const parts = await socket.receive();
    return parts.slice(-1);
  } catch (error) {
    if ((error as { code?: string }).code === "EAGAIN") return [];
    throw error;
  }
}
