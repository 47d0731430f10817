import type { GraphQLDataSource } from "@apollo/gateway";
import type { ReadinessCheck } from "@hft/service-kit";
import { type RouterConfig, SUBGRAPH_NAMES } from "../config.ts";
import {
  createUpstreamConnection,
  type UpstreamConnection,
} from "../subscriptions/upstream-connection.ts";
import type { FieldPolicies } from "./field-policies.ts";
import { createReadVisibility } from "./read-visibility.ts";
import { createSubgraphSend, createSubgraphSource, type SubgraphSend } from "./subgraph-source.ts";
import { createSubgraphTransport } from "./subgraph-transport.ts";

/** The ways to the subgraphs: requests, and streams. */
export interface Subgraphs {
  readonly sends: Readonly<Record<string, SubgraphSend>>;
  readonly sources: Readonly<Record<string, GraphQLDataSource>>;
  readonly upstreams: Readonly<Record<string, UpstreamConnection>>;
  readonly checks: readonly ReadinessCheck[];
  stop(): Promise<void>;
}

/** Opens nothing: connections are made when first needed. */
export function createSubgraphs(
  config: Pick<RouterConfig, "graph" | "subgraphSecret">,
  policies: FieldPolicies,
): Subgraphs {
  const visibilityOf = createReadVisibility(policies);
  const { secret } = config.subgraphSecret;
  const transports = SUBGRAPH_NAMES.map((name) =>
    createSubgraphTransport(name, config.graph[name], { ...config.graph, secret }),
  );
  const upstreams = Object.fromEntries(
    SUBGRAPH_NAMES.map((name) => [
      name,
      createUpstreamConnection({ name, url: config.graph[name], secret }),
    ]),
  );
  const sends = Object.fromEntries(
    transports.map((one) => [one.name, createSubgraphSend(one, visibilityOf)]),
  );
  return {
    sends,
    sources: Object.fromEntries(
      Object.entries(sends).map(([name, send]) => [name, createSubgraphSource(name, send)]),
    ),
    upstreams,
    checks: transports.map((one) => () => ({ name: one.name, isReady: one.isReachable })),
    async stop() {
      for (const upstream of Object.values(upstreams)) upstream.stop();
      await Promise.all(transports.map((one) => one.stop()));
    },
  };
}
