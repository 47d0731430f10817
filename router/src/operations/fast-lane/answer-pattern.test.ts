import { buildSchema, type ObjectType, operationFromDocument } from "@apollo/federation-internals";
import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { answerPattern } from "./answer-pattern.ts";

const schema = buildSchema(`
  type Query { order(id: ID): Order any: Any counts: [Int!]! grid: [[Float]] at: Time }
  type Order { id: ID! side: Side! note: String count: Int is: Boolean! others: [Order!] }
  type Trade { id: ID! }
  union Any = Order | Trade
  enum Side { BUY SELL }
  scalar Time
`);

function patternOf(query: string): RegExp | undefined {
  const { selectionSet } = operationFromDocument(schema, parse(query));
  const type = schema.schemaDefinition.rootType("query") as ObjectType;
  return answerPattern(type, [selectionSet], new Map());
}

const ORDER = patternOf("{ order { id side note kind: __typename } }") as RegExp;
const order = (more: string) => `{"data":{"order":{${more}}}}`;

describe("the pattern of an answer", () => {
  it.for([
    order(`"id":"7","side":"BUY","note":null,"kind":"Order"`),
    order(String.raw`"id":7,"side":"SELL","note":"a \"b\" \\ \n “ü” 🙂","kind":"Order"`),
    `${order(`"id":"","side":"BUY","note":"","kind":"Order"`)}\n`,
    `{"data":{"order":null}}`,
  ])("takes %s", (text) => {
    expect(ORDER.test(text)).toBe(true);
  });

  it.for([
    ["a null that may not be", order(`"id":null,"side":"BUY","note":null,"kind":"Order"`)],
    ["a value no enum has", order(`"id":"7","side":"HOLD","note":null,"kind":"Order"`)],
    ["another type", order(`"id":"7","side":"BUY","note":12,"kind":"Order"`)],
    ["another order", order(`"side":"BUY","id":"7","note":null,"kind":"Order"`)],
    ["a key more", order(`"id":"7","side":"BUY","note":null,"kind":"Order","x":1`)],
    ["a key less", order(`"id":"7","side":"BUY","kind":"Order"`)],
    ["another typename", order(`"id":"7","side":"BUY","note":null,"kind":"Trade"`)],
    ["errors", `{"errors":[],"data":{"order":null}}`],
    ["errors behind", `{"data":{"order":null},"errors":[]}`],
    ["extensions", `{"data":{"order":null},"extensions":{}}`],
    ["spaces", `{ "data": {"order":null}}`],
    [
      "what would be written otherwise",
      order(String.raw`"id":"\u0041","side":"BUY","note":null,"kind":"Order"`),
    ],
    ["a torn text", order(`"id":"7","side":"BUY","note":"x`)],
    ["a raw control character", order(`"id":"7\u0001","side":"BUY","note":null,"kind":"Order"`)],
    ["a whole number that is none", order(`"id":7.5,"side":"BUY","note":null,"kind":"Order"`)],
  ])("refuses %s", ([, text]) => {
    expect(ORDER.test(text as string)).toBe(false);
  });

  it.for(["[]", "[1]", "[1,0,-12]"])("takes the list %s", (list) => {
    expect(patternOf("{ counts }")?.test(`{"data":{"counts":${list}}}`)).toBe(true);
  });

  it.for(["[,1]", "[1,]", "[1 2]", "[1,null]", "[1.5]", "[-0]", "[1e3]", "[01]", "{}", "null"])(
    "refuses the list %s",
    (list) => {
      expect(patternOf("{ counts }")?.test(`{"data":{"counts":${list}}}`)).toBe(false);
    },
  );

  it.for(["0.5", "-0.25", "190.25", "0", "-3", "null"])(
    "takes %s for a Float, as it is",
    (text) => {
      expect(JSON.stringify(JSON.parse(text))).toBe(text);
      expect(patternOf("{ grid }")?.test(`{"data":{"grid":[[${text}],null]}}`)).toBe(true);
    },
  );

  it.for(["1.50", "-0", "0.00000001", "12345678901234567890", "1E2"])("reads %s", (text) => {
    expect(patternOf("{ grid }")?.test(`{"data":{"grid":[[${text}]]}}`)).toBe(false);
  });

  it("has none for objects of several types, nor for very many fields", () => {
    expect(patternOf("{ any { __typename } }")).toBeUndefined();
    const many = Array.from({ length: 600 }, (_, at) => `f${at}: __typename`).join(" ");
    expect(patternOf(`{ order { ${many} } }`)).toBeUndefined();
  });

  it("takes time by the length of a text alone, where it does not match at its end, too", () => {
    const nested = patternOf("{ order { others { others { id note is } } } }") as RegExp;
    const inner = `{"id":"1","note":"${"a".repeat(40)}","is":true}`;
    const others = `[${Array.from({ length: 50 }, () => inner).join()}]`;
    const outer = Array.from({ length: 50 }, () => `{"others":${others}}`).join();
    const text = `{"data":{"order":{"others":[${outer}]}}}`;
    expect(nested.test(text)).toBe(true);
    const startedAt = performance.now();
    expect(nested.test(text.replace(/true(?!.*true)/, "maybe"))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
