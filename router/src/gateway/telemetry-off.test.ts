import { expect, it } from "vitest";
import { DEFAULT_CONTRACTS, SUBGRAPH_NAMES } from "../config.ts";
import { readGraphContract } from "./contracts.ts";

it("forbids the gateway to phone home even where the environment allows it", async () => {
  process.env["APOLLO_TELEMETRY_DISABLED"] = "false";
  const { createGraph } = await import("./graph.ts");
  expect(process.env["APOLLO_TELEMETRY_DISABLED"]).toBe("1");
  const { supergraphSdl } = readGraphContract(DEFAULT_CONTRACTS, SUBGRAPH_NAMES);
  const sources = Object.fromEntries(
    SUBGRAPH_NAMES.map((name) => [name, { process: async () => ({}) }]),
  );
  const graph = createGraph(supergraphSdl, sources);
  // What the gateway would have to shut down is what it started: an exporter would be here.
  expect(Reflect.get(graph.gateway, "toDispose")).toEqual([]);
});
