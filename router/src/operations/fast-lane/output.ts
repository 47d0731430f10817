import {
  type CompositeType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type NamedType,
  type ObjectType,
  possibleRuntimeTypes,
  type SelectionSet,
  type Type,
} from "@apollo/federation-internals";
import { Deviation } from "./deviation.ts";
import { leafCheck } from "./leaf-check.ts";
import { isObject, type Json } from "./merge.ts";
import { fieldsOf, type OutputField, type Shape } from "./output-fields.ts";

/** Makes the client's value out of what was fetched; throws `Deviation` where that is not plain copying. */
export type Output = (value: unknown) => unknown;

const TYPENAME = "__typename";

function typenameOutput({ name }: ObjectType): Output {
  return (value) => {
    if (value === undefined || value === null || value === name) return name;
    throw new Deviation("another __typename");
  };
}

function fieldOutput(type: ObjectType, { selection, children }: OutputField, shape: Shape): Output {
  const { name, definition } = selection.element;
  if (name === TYPENAME) return typenameOutput(type);
  return outputOf(definition.type as Type, children, shape);
}

/** Output of an object whose type is known. */
export function objectOutput(
  type: ObjectType,
  sets: readonly SelectionSet[],
  shape: Shape,
): (value: Json) => Json {
  const fields = [...fieldsOf(type, sets, shape).values()];
  const names = fields.map((one) => one.responseName);
  const outputs = fields.map((one) => fieldOutput(type, one, shape));
  return (value) => {
    const answer: Json = {};
    for (let at = 0; at < names.length; at += 1) {
      const name = names[at] as string;
      answer[name] = (outputs[at] as Output)(value[name]);
    }
    return answer;
  };
}

function concreteOutput(type: ObjectType, sets: readonly SelectionSet[], shape: Shape): Output {
  const output = objectOutput(type, sets, shape);
  return (value) => {
    if (!isObject(value)) throw new Deviation("no object");
    const typename = value[TYPENAME];
    if (typename !== undefined && typename !== type.name) throw new Deviation("another type");
    return output(value);
  };
}

/** Of an abstract type the answer must say which it is; each is compiled when it first appears. */
function abstractOutput(type: CompositeType, sets: readonly SelectionSet[], shape: Shape): Output {
  const types = new Map(possibleRuntimeTypes(type).map((one) => [one.name, one]));
  const outputs = new Map<unknown, (value: Json) => Json>();
  function outputFor(typename: unknown): (value: Json) => Json {
    const found = typeof typename === "string" ? types.get(typename) : undefined;
    if (!found) throw new Deviation("no type of these");
    const output = objectOutput(found, sets, shape);
    outputs.set(typename, output);
    return output;
  }
  return (value) => {
    if (!isObject(value)) throw new Deviation("no object");
    const typename = value[TYPENAME];
    return (outputs.get(typename) ?? outputFor(typename))(value);
  };
}

function listOutput(type: Type, sets: readonly SelectionSet[], shape: Shape): Output {
  const element = outputOf(type, sets, shape);
  return (value) => {
    if (!Array.isArray(value)) throw new Deviation("no list");
    return value.map((one) => element(one));
  };
}

function leafOutput(type: NamedType): Output {
  const isValid = leafCheck(type);
  return (value) => {
    if (!isValid(value)) throw new Deviation("a value of another type");
    return value;
  };
}

function presentOutput(type: Type, sets: readonly SelectionSet[], shape: Shape): Output {
  if (isListType(type)) return listOutput(type.ofType as Type, sets, shape);
  if (!isCompositeType(type)) return leafOutput(type as NamedType);
  return isObjectType(type) ? concreteOutput(type, sets, shape) : abstractOutput(type, sets, shape);
}

/** Output of a field, or of an element of its list. */
function outputOf(type: Type, sets: readonly SelectionSet[], shape: Shape): Output {
  if (isNonNullType(type)) {
    const inner = presentOutput(type.ofType as Type, sets, shape);
    return (value) => {
      if (value === undefined || value === null) throw new Deviation("null where none may be");
      return inner(value);
    };
  }
  const inner = presentOutput(type, sets, shape);
  return (value) => (value === undefined || value === null ? null : inner(value));
}
