import { createServer } from "node:net";

const handedOut = new Set<number>();

/** True when nobody listens on the port at 127.0.0.1, so that we could. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
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
