import { subgraphConfig } from "@hft/service-kit";

/** Every setting of the positions subgraph. */
export const configSchema = subgraphConfig(4102);
