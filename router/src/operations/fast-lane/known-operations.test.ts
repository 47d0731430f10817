import { readFileSync } from "node:fs";
import { getOperationAST, type OperationDefinitionNode, parse } from "graphql";
import { expect, it, vi } from "vitest";
import { DEFAULT_CONTRACTS } from "../../config.ts";
import { createGraph } from "../../gateway/graph.ts";
import { createKnownOperations } from "./known-operations.ts";

const source = { process: async () => ({ data: null }) };
const sdl = readFileSync(`${DEFAULT_CONTRACTS}/supergraph.graphql`, "utf8");
const graph = createGraph(sdl, { orders: source, positions: source, analytics: source });

function knowing(query: string, operationName?: string) {
  const known = createKnownOperations(graph);
  const document = parse(query);
  const operation = getOperationAST(document, operationName) as OperationDefinitionNode;
  known.learn(query, operationName, { document, operation });
  return known;
}

it("knows an operation by text and name, and no other", () => {
  const known = knowing("query A { me } query B { me }", "A");
  expect(known.get("query A { me } query B { me }", "A")?.operation.name?.value).toBe("A");
  expect(known.get("query A { me } query B { me }", "B")).toBeUndefined();
  expect(known.get("{ me }", undefined)).toBeUndefined();
});

it("plans when first asked, and compiles once per combination of conditions", () => {
  const plans = vi.spyOn(graph, "planQuery");
  const query =
    "query Q($a: Boolean!, $id: ID!) { me accounts @include(if: $a) { id } order(id: $id) { id } }";
  const known = knowing(query).get(query, undefined);
  expect(plans).not.toHaveBeenCalled();
  const [yes, no] = [true, false].map((a) => known?.compiled({ a, id: "1" }));
  expect(yes).toBeDefined();
  expect(no).not.toBe(yes);
  expect(known?.compiled({ a: true, id: "2" })).toBe(yes);
  expect(plans).toHaveBeenCalledOnce();
  plans.mockRestore();
});

it("tries to plan once, and is a stranger to what cannot be planned", () => {
  const plans = vi.spyOn(graph, "planQuery").mockImplementation(() => {
    throw new Error("too much");
  });
  const known = knowing("{ me }").get("{ me }", undefined);
  expect(() => known?.compiled({})).toThrow("too much");
  expect(known?.compiled({})).toBeUndefined();
  expect(plans).toHaveBeenCalledOnce();
  plans.mockRestore();
});

it("compiles nothing where a condition is neither true nor false", () => {
  const query = "query Q($a: Boolean = true) { me @include(if: $a) }";
  const known = knowing(query).get(query, undefined);
  expect(known?.compiled({})).toBeDefined();
  expect(known?.compiled({ a: null })).toBeUndefined();
});

it.for(["{ __schema { queryType { name } } }", "{ constructor: me }"])(
  "leaves %s to the reference executor",
  (query) => {
    expect(knowing(query).get(query, undefined)?.compiled({})).toBeUndefined();
  },
);

it("forgets what was used longest ago", () => {
  const known = createKnownOperations(graph);
  for (let at = 0; at <= 501; at += 1) {
    const query = `query Q${at} { me }`;
    const document = parse(query);
    const operation = getOperationAST(document) as OperationDefinitionNode;
    known.learn(query, undefined, { document, operation });
    if (at === 400) known.get("query Q0 { me }", undefined);
  }
  expect(known.get("query Q0 { me }", undefined)).toBeDefined();
  expect(known.get("query Q1 { me }", undefined)).toBeUndefined();
  expect(known.get("query Q2 { me }", undefined)).toBeUndefined();
  expect(known.get("query Q3 { me }", undefined)).toBeDefined();
});
