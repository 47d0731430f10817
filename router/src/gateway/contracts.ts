import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The checked-in GraphQL contract: what the router serves and what its fields demand. */
export interface GraphContract {
  readonly supergraphSdl: string;
  readonly subgraphSdls: readonly string[];
}

/** Reads `supergraph.graphql` and the subgraph SDL beside it. */
export function readGraphContract(folder: string, names: readonly string[]): GraphContract {
  const files = names.map((name) => join(folder, `${name}.graphql`)).filter(existsSync);
  return {
    supergraphSdl: readFileSync(join(folder, "supergraph.graphql"), "utf8"),
    subgraphSdls: files.map((file) => readFileSync(file, "utf8")),
  };
}
