import { subgraphConfig } from "@hft/service-kit";

/** Every setting of the orders subgraph. */
export const configSchema = subgraphConfig(4101);
