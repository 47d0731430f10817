import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { documentLimitRules } from "./validation-rules.ts";

const schema = buildSchema("type Query { a: Query b: Int }");
const rules = documentLimitRules({ depth: 4, aliases: 3, directives: 2 });
const problems = (text: string) =>
  validate(schema, parse(text), rules).map((error) => error.message);

describe("document limits", () => {
  it("lets pass what is at the limit", () => {
    expect(problems("{ a { a { a { b } } } }")).toEqual([]);
    expect(problems("{ x: b y: b z: b }")).toEqual([]);
  });

  it("refuses what is deeper, also through fragments", () => {
    expect(problems("{ a { a { a { a { b } } } } }")).toEqual(["Operation is deeper than 4"]);
    const nested =
      "{ a { ...F } } fragment F on Query { a { ...G } } fragment G on Query { a { a { b } } }";
    expect(problems(nested)).toEqual(["Operation is deeper than 4"]);
    expect(problems("{ ...F } fragment F on Query { a { ...F } }")).toEqual([
      "Operation is deeper than 4",
    ]);
  });

  it("measures a fragment once, however often it is spread", () => {
    const levels = Array.from(
      { length: 200 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    );
    const text = `{ ...F0 } ${levels.join(" ")} fragment F200 on Query { b }`;
    expect(problems(text)).toEqual([]);
  });

  it("refuses too many aliases and directives, once", () => {
    const many = Array.from({ length: 50 }, (_, i) => `x${i}: b`).join(" ");
    expect(problems(`{ ${many} }`)).toEqual(["More than 3 aliases"]);
    const flags = "@include(if: true) ".repeat(3);
    expect(problems(`{ b ${flags} }`)).toEqual(["More than 2 directives"]);
  });
});
