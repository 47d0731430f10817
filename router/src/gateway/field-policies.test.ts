import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEFAULT_CONTRACTS, SUBGRAPH_NAMES } from "../config.ts";
import { readGraphContract } from "./contracts.ts";
import { fieldsWithoutRoles, readFieldPolicies } from "./field-policies.ts";
import { createGraph } from "./graph.ts";

const contract = readGraphContract(DEFAULT_CONTRACTS, SUBGRAPH_NAMES);
const policies = readFieldPolicies(contract.subgraphSdls);

describe("the checked-in contract", () => {
  it("declares roles for every root field", () => {
    expect(readdirSync(DEFAULT_CONTRACTS)).toContain("supergraph.graphql");
    expect(policies.size).toBeGreaterThan(20);
    expect(fieldsWithoutRoles(policies)).toEqual([]);
  });

  it("has a policy for every root field a client can reach", () => {
    const sources = Object.fromEntries(
      SUBGRAPH_NAMES.map((name) => [name, { process: async () => ({}) }]),
    );
    const { schema } = createGraph(contract.supergraphSdl, sources);
    const reachable = (["Query", "Mutation", "Subscription"] as const).flatMap((root) =>
      Object.keys(
        (schema.getType(root) as { getFields?: () => object } | undefined)?.getFields?.() ?? {},
      ).map((field) => `${root.toLowerCase()}.${field}`),
    );
    expect(reachable.length).toBeGreaterThan(20);
    expect(reachable.filter((name) => !policies.has(name))).toEqual([]);
  });

  it("shares with everybody only what shows everybody the same", () => {
    const shared = [...policies].filter(([, { visibility }]) => visibility === "PUBLIC");
    expect(shared.map(([name]) => name).sort()).toEqual(
      ["book", "candles", "instrument", "instruments", "latency", "systemStatus", "trades"].map(
        (field) => `query.${field}`,
      ),
    );
  });

  it("never conflates a private stream", () => {
    for (const name of ["fills", "orderEvents", "positionUpdates", "accountUpdates"]) {
      expect(policies.get(`subscription.${name}`)?.stream).toMatchObject({
        mode: "LOSSLESS",
        scope: "ACCOUNT",
      });
    }
  });
});

describe("readFieldPolicies", () => {
  it("takes a field without directives for closed, private and lossless", () => {
    const read = readFieldPolicies([
      "type Query { open: Int } extend type Subscription { s: Int @auth(roles: [TRADER]) }",
    ]);
    expect(fieldsWithoutRoles(read)).toEqual(["query.open"]);
    expect(read.get("subscription.s")).toEqual({
      roles: ["trader"],
      visibility: "ACCOUNT",
      stream: { mode: "LOSSLESS", scope: "ACCOUNT", key: [] },
    });
  });
});
