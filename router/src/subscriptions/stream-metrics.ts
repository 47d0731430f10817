import type { Metrics } from "@hft/service-kit";
import type { Hub } from "./hub.ts";
import type { SocketRegistry } from "./transports/socket-registry.ts";
import type { UpstreamConnection } from "./upstream-connection.ts";

/** Gauges read when scraped, so that counting costs the streams nothing. */
export function addStreamMetrics(
  metrics: Metrics,
  parts: {
    readonly hub: Hub;
    readonly registry: SocketRegistry;
    readonly upstreams: Readonly<Record<string, UpstreamConnection>>;
  },
): void {
  const streams = metrics.gauge("router_streams", "Shared streams of the hub");
  const sockets = metrics.gauge("router_sockets", "Authenticated client sockets");
  const slow = metrics.gauge("router_slow_clients_closed_total", "Clients closed with 4290");
  const upstream = metrics.gauge("router_upstream_subscriptions", "Subscriptions at a subgraph", [
    "subgraph",
  ]);
  const collect = (): void => {
    streams.set(parts.hub.streamCount);
    sockets.set(parts.registry.count);
    slow.set(parts.registry.slowCount);
    for (const [subgraph, one] of Object.entries(parts.upstreams)) {
      upstream.set({ subgraph }, one.subscriptionCount);
    }
  };
  Object.assign(streams, { collect });
}
