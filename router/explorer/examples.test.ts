import { readFileSync } from "node:fs";
import { Supergraph } from "@apollo/federation-internals";
import { parse, validate } from "graphql";
import { expect, it } from "vitest";
import { examplesFor } from "./examples.ts";

const contract = new URL("../../contracts/graphql/supergraph.graphql", import.meta.url);

it("[EXP-012] shows examples that the graph takes, with the variables they declare", () => {
  const schema = Supergraph.build(readFileSync(contract, "utf8")).apiSchema().toGraphQLJSSchema();
  const examples = examplesFor("demo", "id-1");
  expect(examples.length).toBeGreaterThan(4);
  for (const { query, variables = "{}" } of examples) {
    const document = parse(query);
    expect(validate(schema, document), query).toEqual([]);
    const [operation] = document.definitions;
    const declared = operation?.kind === "OperationDefinition" && operation.variableDefinitions;
    const names = (declared || []).map(({ variable }) => variable.name.value);
    expect(Object.keys(JSON.parse(variables)), query).toEqual(names);
  }
});
