import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** The registry of one service with the few makers we use; names carry their unit. */
export interface Metrics {
  readonly registry: Registry;
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>;
  gauge<L extends string>(name: string, help: string, labels?: readonly L[]): Gauge<L>;
  histogram<L extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labels?: readonly L[],
  ): Histogram<L>;
}

/** Makes an own registry per service, so that tests may run several services in one process. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const common = { registers: [registry] };
  return {
    registry,
    counter: (name, help, labels = []) =>
      new Counter({ ...common, name, help, labelNames: [...labels] }),
    gauge: (name, help, labels = []) =>
      new Gauge({ ...common, name, help, labelNames: [...labels] }),
    histogram: (name, help, buckets, labels = []) =>
      new Histogram({ ...common, name, help, buckets: [...buckets], labelNames: [...labels] }),
  };
}
