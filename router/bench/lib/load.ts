import { Pool } from "undici";
import type { Operation } from "./operations.ts";
import type { Target } from "./routers.ts";

/** What one round used. */
export interface Round {
  readonly cpuUsPerRequest: number;
  readonly requestsPerSecond: number;
}

/** Clients that each ask again as soon as they are answered, over kept-alive connections. */
export interface Load {
  /** One answer, as text. */
  ask(operation: Operation): Promise<string>;
  /** Throws when an answer is not the expected one. */
  run(operation: Operation, requests: number, expected: string): Promise<Round>;
  stop(): Promise<void>;
}

export function createLoad(target: Target, clients: number): Load {
  const pool = new Pool(target.url, { connections: clients, pipelining: 1 });

  async function ask({ query, variables }: Operation): Promise<string> {
    const response = await pool.request({
      ...{ method: "POST", path: "/graphql" },
      headers: { "content-type": "application/json", ...target.headers },
      body: JSON.stringify({ query, variables }),
    });
    return response.body.text();
  }

  return {
    ask,
    async run(operation, requests, expected) {
      let left = requests;
      const client = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          const text = await ask(operation);
          if (text.trimEnd() !== expected) {
            throw new Error(`${target.name} answered otherwise: ${text.slice(0, 300)}`);
          }
        }
      };
      const before = await target.peer.usage();
      const startedAt = performance.now();
      await Promise.all(Array.from({ length: clients }, client));
      const seconds = (performance.now() - startedAt) / 1_000;
      const { cpuUs } = await target.peer.usage();
      return {
        cpuUsPerRequest: (cpuUs - before.cpuUs) / requests,
        requestsPerSecond: requests / seconds,
      };
    },
    stop: () => pool.destroy(),
  };
}
