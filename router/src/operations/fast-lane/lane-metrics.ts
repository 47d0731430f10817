import type { Metrics } from "@hft/service-kit";
import type { FastLane, Lane } from "./fast-lane.ts";

/** A counter read when scraped, so that counting costs the operations nothing. */
export function addLaneMetrics(metrics: Metrics, { counts }: FastLane): void {
  const operations = metrics.counter(
    "router_operations_total",
    "Queries and mutations by lane: fast, slow, or fallback (begun in the fast, answered by the slow)",
    ["lane"],
  );
  Object.assign(operations, {
    collect() {
      operations.reset();
      for (const [lane, count] of Object.entries(counts) as [Lane, number][]) {
        operations.inc({ lane }, count);
      }
    },
  });
}
