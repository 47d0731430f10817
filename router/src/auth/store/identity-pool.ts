import type { Secret } from "@hft/service-kit";
import pg from "pg";

/** The connections of schema `identity`; nothing connects before the first question. */
export function createIdentityPool(config: {
  readonly url: Secret;
  readonly poolSize: number;
}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: config.url.reveal(),
    max: config.poolSize,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 4_000,
    // A server that is frozen ends no statement itself.
    query_timeout: 5_000,
  });
  // A connection that breaks while idle is replaced at the next question; it is no event of ours.
  pool.on("error", () => undefined);
  return pool;
}
