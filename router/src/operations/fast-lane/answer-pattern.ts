import {
  isCustomScalarType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type ObjectType,
  type SelectionSet,
  type Type,
} from "@apollo/federation-internals";
import type { Conditions } from "./conditions.ts";
import { NotCovered, orNotCovered } from "./deviation.ts";
import { fieldsOf, type OutputField, type Shape } from "./output-fields.ts";

// Only what would be written the same after having been read: no other escapes, no -0, no exponent.
const STRING = String.raw`"[^"\\\x00-\x1f]*(?:\\["\\bfnrt][^"\\\x00-\x1f]*)*"`;
const WHOLE = String.raw`(?:0|-?[1-9]\d{0,14})`;
const DECIMAL = String.raw`(?:0|-?[1-9]\d{0,7}|-?(?:0|[1-9]\d{0,7})\.\d{0,5}[1-9])`;
const BOOLEAN = "(?:true|false)";

const BUILT_IN: Readonly<Record<string, string>> = {
  String: STRING,
  ID: `(?:${STRING}|${WHOLE})`,
  Int: WHOLE,
  Float: DECIMAL,
  Boolean: BOOLEAN,
};

function leafPattern(type: Type): string {
  if (isEnumType(type)) return `"(?:${type.values.map((one) => one.name).join("|")})"`;
  if (isCustomScalarType(type)) return `(?:${STRING}|${DECIMAL}|${BOOLEAN})`;
  const known = BUILT_IN[String(type)];
  if (!known) throw new NotCovered("a pattern");
  return known;
}

function presentPattern(type: Type, sets: readonly SelectionSet[], shape: Shape): string {
  if (isListType(type)) {
    const element = valuePattern(type.ofType as Type, sets, shape);
    // Behind each either a comma and another, or the end; so it need not be written twice.
    return String.raw`\[(?:${element}(?:,(?=[^\]])|(?=\])))*\]`;
  }
  if (sets.length === 0) return leafPattern(type);
  // Which type an object of several has cannot be told before it has been read.
  if (!isObjectType(type)) throw new NotCovered("a pattern");
  return objectPattern(type, sets, shape);
}

function valuePattern(type: Type, sets: readonly SelectionSet[], shape: Shape): string {
  if (isNonNullType(type)) return presentPattern(type.ofType as Type, sets, shape);
  return `(?:null|${presentPattern(type, sets, shape)})`;
}

function fieldPattern(type: ObjectType, field: OutputField, shape: Shape): string {
  const { name, definition } = field.selection.element;
  const isTypename = name === "__typename";
  const value = isTypename
    ? `"${type.name}"`
    : valuePattern(definition.type as Type, field.children, shape);
  return `"${field.responseName}":${value}`;
}

function objectPattern(type: ObjectType, sets: readonly SelectionSet[], shape: Shape): string {
  const fields = [...fieldsOf(type, sets, shape).values()];
  return String.raw`\{${fields.map((one) => fieldPattern(type, one, shape)).join(",")}\}`;
}

/** Longer patterns take longer to compile than they save. */
const MAX_FIELDS = 500;

/**
 * What a whole answer looks like when nothing in it needs to be changed: the client's names in the
 * client's order, each value of its type, null only where it may be. A text that matches goes to the
 * client as it is. Of two ways to go on the first character decides, so matching takes linear time.
 */
export function answerPattern(
  type: ObjectType,
  sets: readonly SelectionSet[],
  conditions: Conditions,
): RegExp | undefined {
  const shape = { conditions, budget: { fieldsLeft: MAX_FIELDS } };
  const pattern = orNotCovered(() => objectPattern(type, sets, shape));
  return pattern === undefined ? undefined : new RegExp(String.raw`^\{"data":${pattern}\}\n?$`);
}
