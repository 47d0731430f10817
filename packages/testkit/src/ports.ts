import { createServer } from "node:net";
import { isListening } from "./processes/proc.ts";

const handedOut = new Set<number>();

/**
 * True when nobody listens on the port. Asked from the kernel's table and not by trying to bind:
 * connections that linger for a minute after a server ended can refuse that although nobody is there.
 */
export function isPortFree(port: number): boolean {
  return !isListening(port);
}

/** A loopback port nobody listens on; never the same twice in one process. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await portOfTheKernel();
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    return port;
  }
}

/** Several free ports at once. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  return ports;
}

function portOfTheKernel(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1" }, () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
