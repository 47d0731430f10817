import { buildSchema, type FieldNode, parse, print, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { rootFieldsOf } from "../operations/root-fields.ts";
import { keyNames, operationOf, toStreamDocument } from "./stream-document.ts";

const schema =
  buildSchema(`type Query { a: Int } type B { events: [Int!]! sequence: String! cursor: String! previousSequence: String! }
  type Subscription { fills(account: ID, after: String, intervalMs: Int): B! ticks: Int }`);

function convert(text: string) {
  const document = parse(text);
  const [field] = rootFieldsOf(document, operationOf(document));
  return toStreamDocument(schema, document, field as FieldNode);
}

describe("toStreamDocument", () => {
  it("makes clients equal that differ in interval and position only", () => {
    const plain = convert("subscription($acc: ID) { fills(account: $acc) { events s: sequence } }");
    const other = convert(
      "subscription($acc: ID, $i: Int, $c: String) { fills(account: $acc, after: $c, intervalMs: $i) { events s: sequence } }",
    );
    expect(other.text).toBe(plain.text);
    expect([...other.variableNames]).toEqual(["acc"]);
  });

  it("plans what the hub needs beside what the client asked", () => {
    const { planned, names, canResume } = convert(
      "subscription { f: fills { ...X } } fragment X on B { e: events }",
    );
    expect(validate(schema, planned)).toEqual([]);
    expect(print(planned)).toContain("hftSequence: sequence");
    expect(print(planned)).toContain("after: $hftAfter");
    expect(names).toMatchObject({ root: "f", events: ["e"] });
    expect(canResume).toBe(true);
  });

  it.each([
    ["{ events { px side qty } } }", ["side", "px"]],
    ["{ events { px: side side: px qty } } }", ["px", "side"]],
    [
      "{ ...B } } fragment B on B { e: events { ...L } } fragment L on L { s: side p: px }",
      ["s", "p"],
    ],
    ["{ events { px } events { ... on L { side } } } }", ["side", "px"]],
    ["{ events { px qty } } }", []],
    ["{ events { px: qty side } } }", []],
    ["{ a: events { side px } b: events { side: qty px } } }", []],
    ["{ sequence } }", []],
  ])("[STR-024] knows the key by what this client calls it: %s", (selection, key) => {
    const document = parse(`subscription { book ${selection}`);
    const [field] = rootFieldsOf(document, operationOf(document));
    expect(keyNames(document, field as FieldNode, ["side", "px"])).toEqual(key);
  });

  it("leaves a stream without batches as it is", () => {
    const { planned, canResume } = convert("subscription { ticks }");
    expect(print(planned)).toBe("subscription {\n  ticks\n}");
    expect(canResume).toBe(false);
  });
});
