import { readFileSync } from "node:fs";
import { DEFAULT_CONTRACTS, SUBGRAPH_NAMES } from "../../src/config.ts";

export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** The checked-in SDL of one subgraph. */
export const sdlOf = (name: SubgraphName): string =>
  readFileSync(`${DEFAULT_CONTRACTS}/${name}.graphql`, "utf8");

export const supergraphSdl = (): string =>
  readFileSync(`${DEFAULT_CONTRACTS}/supergraph.graphql`, "utf8");
