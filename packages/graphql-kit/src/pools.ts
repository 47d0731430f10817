// The two ways of a subgraph to Postgres. A server that is frozen rather than gone answers nothing and closes nothing:
// without limits on this side every question would wait for it for ever.
import type { Log, Secret } from "@hft/service-kit";
import { Pool } from "pg";

/** Shorter than the router waits for a subgraph, so that the client hears HISTORY_UNAVAILABLE and not silence. */
const READ = { connectionTimeoutMillis: 2_000, query_timeout: 2_500 };
/**
 * A batch after a long outage is large; it may take its time, and is tried again where it does not finish. Its statements
 * are sent one behind the other (`together`): waiting for each answer takes longer than the work where processors are busy.
 */
const WRITE = { connectionTimeoutMillis: 2_000, query_timeout: 20_000, max: 2, pipeline: true };

/** Reads of requests, and the projection's transactions: neither can use up the connections of the other. */
export interface Pools {
  readonly reads: Pool;
  readonly writes: Pool;
  end(): Promise<void>;
}

/** Makes both; nothing connects before the first query. */
export function createPools(
  config: { readonly url: Secret; readonly poolSize: number },
  log: Log,
): Pools {
  const connectionString = config.url.reveal();
  const reads = new Pool({ connectionString, max: config.poolSize, ...READ });
  const writes = new Pool({ connectionString, ...WRITE });
  for (const pool of [reads, writes]) {
    pool.on("error", (error) => log.warn({ err: error }, "Postgres connection lost"));
  }
  return {
    reads,
    writes,
    async end() {
      await Promise.all([reads.end(), writes.end()]);
    },
  };
}
