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
  /** The answers to each variant, as text. */
  ask(operation: Operation): Promise<string[]>;
  /** Throws when an answer is not the expected one. `idleUsPerSecond` is what the process uses without us. */
  run(
    operation: Operation,
    effort: { requests: number; expected: readonly string[]; idleUsPerSecond: number },
  ): Promise<Round>;
  stop(): Promise<void>;
}

export function createLoad(target: Target, clients: number): Load {
  const pool = new Pool(target.url, { connections: clients, pipelining: 1 });

  async function ask(query: string, variables: object | undefined): Promise<string> {
    const response = await pool.request({
      ...{ method: "POST", path: "/graphql" },
      headers: { "content-type": "application/json", ...target.headers },
      body: JSON.stringify({ query, variables }),
    });
    return response.body.text();
  }

  return {
    ask: ({ query, variants }) => Promise.all(variants.map((one) => ask(query, one))),
    async run({ query, variants }, { requests, expected, idleUsPerSecond }) {
      let left = requests;
      const client = async (_: unknown, index: number): Promise<void> => {
        const variant = index % variants.length;
        while (left > 0) {
          left -= 1;
          const text = await ask(query, variants[variant]);
          if (text !== expected[variant]) {
            throw new Error(`${target.name} answered otherwise: ${text.slice(0, 300)}`);
          }
        }
      };
      const before = await target.peer.usage();
      const startedAt = performance.now();
      await Promise.all(Array.from({ length: clients }).map(client));
      const seconds = (performance.now() - startedAt) / 1_000;
      const { cpuUs } = await target.peer.usage();
      return {
        cpuUsPerRequest: (cpuUs - before.cpuUs - idleUsPerSecond * seconds) / requests,
        requestsPerSecond: requests / seconds,
      };
    },
    stop: () => pool.destroy(),
  };
}
