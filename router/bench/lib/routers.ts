import { randomBytes } from "node:crypto";
import { type Peer, startPeer } from "./peer.ts";
import { createTokenMaker } from "./token.ts";

/** A gateway that is measured, and how it is called. */
export interface Target {
  readonly name: "stock" | "ours";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly peer: Peer;
}

type Urls = Readonly<Record<"orders" | "positions" | "analytics", string>>;

/** Our router before the given subgraphs; `env` raises limits where a figure needs more. */
export async function startOurs(
  urls: Urls,
  env: Readonly<Record<string, string>> = {},
): Promise<Target> {
  const { signingKey, token } = await createTokenMaker();
  const { peer, ready } = await startPeer<string>("peers/router.ts", {
    ready: "url",
    env: {
      PORT: "0",
      // Users are not what is measured: tokens verify without Postgres.
      PG_URL: "postgres://identity:none@127.0.0.1:1/none",
      ROUTER_SUBGRAPH_SECRET: randomBytes(32).toString("base64url"),
      JWT_SIGNING_KEY: signingKey,
      ...{ ORDERS_URL: urls.orders, POSITIONS_URL: urls.positions, ANALYTICS_URL: urls.analytics },
      ...env,
    },
  });
  const headers = { authorization: `Bearer ${await token()}` };
  return { name: "ours", url: ready, headers, peer };
}

/** The stock gateway before the same subgraphs. */
export async function startStock(urls: Urls): Promise<Target> {
  const { peer, ready } = await startPeer<string>("peers/stock.ts", {
    ready: "url",
    env: { BENCH_SUBGRAPHS: JSON.stringify(urls) },
  });
  return { name: "stock", url: ready, headers: {}, peer };
}
