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
import { fieldsOf, type OutputField, type Shape } from "./output-fields.ts";

/** An operation whose answer no pattern describes. */
class NoPattern extends Error {}

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
  if (!known) throw new NoPattern();
  return known;
}

function presentPattern(type: Type, sets: readonly SelectionSet[], shape: Shape): string {
  if (isListType(type)) {
    const element = valuePattern(type.ofType as Type, sets, shape);
    return String.raw`\[(?:${element}(?:,${element})*)?\]`;
  }
  if (sets.length === 0) return leafPattern(type);
  // Which type an object of several has cannot be told before it has been read.
  if (!isObjectType(type)) throw new NoPattern();
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

/** Written out twice where there are lists: nested lists grow fast, and long patterns are slow to compile. */
const MAX_LENGTH = 50_000;

/**
 * What a whole answer looks like when nothing in it needs to be changed: the client's names in the
 * client's order, each value of its type, null only where it may be. A text that matches goes to the
 * client as it is. Of two ways to go on the first character decides, so matching takes linear time.
 */
export function answerPattern(
  type: ObjectType,
  sets: readonly SelectionSet[],
  shape: Shape,
): RegExp | undefined {
  try {
    const pattern = objectPattern(type, sets, shape);
    if (pattern.length > MAX_LENGTH) return undefined;
    return new RegExp(String.raw`^\{"data":${pattern}\}\n?$`);
  } catch (error) {
    if (error instanceof NoPattern) return undefined;
    throw error;
  }
}
