import { expect, it } from "vitest";
import { bodyOf } from "./subgraph-request.ts";

const query = 'query Q($a: String) { a(b: "c\\n") }';

it.for([
  { query, variables: {} },
  { query, variables: { a: "“x”\n", b: [1, null] }, operationName: "Q" },
  { query, variables: { representations: [{ id: "1" }] }, operationName: undefined },
])("writes %o as JSON would", (request) => {
  expect(bodyOf(request)).toBe(JSON.stringify(request));
  expect(bodyOf(request)).toBe(JSON.stringify(request));
});

it.for([{}, { first: 2 }])(
  "takes representations that are written already, beside %o",
  (others) => {
    const representations = [{ id: "1" }, { id: "2" }];
    const variables = { ...others, representations };
    const texts = representations.map((one) => JSON.stringify(one));
    expect(bodyOf({ query, variables, representations: texts })).toBe(
      JSON.stringify({ query, variables }),
    );
  },
);
