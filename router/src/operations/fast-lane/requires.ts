import type { Schema } from "@apollo/federation-internals";
import {
  isAbstractType,
  isCompositeType,
  possibleRuntimeTypes,
} from "@apollo/federation-internals";
import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { Deviation } from "./deviation.ts";
import { isObject, type Json, merge } from "./merge.ts";

/** Picks what a subgraph needs to know an entity by; undefined where something of it is missing. */
export type Pick = (entity: Json) => Json | undefined;

type Part = (entity: Json, picked: Json) => boolean;

function pickValue(value: unknown, inner: Pick | undefined): unknown {
  if (!inner) return value;
  if (Array.isArray(value)) return value.map((one) => pickValue(one, inner));
  if (value === null) return null;
  if (!isObject(value)) throw new Deviation("a key that is no object");
  return inner(value) ?? null;
}

function field(node: Extract<QueryPlanSelectionNode, { kind: "Field" }>, schema: Schema): Part {
  const name = node.alias ?? node.name;
  const inner = node.selections && compilePick(node.selections, schema);
  return (entity, picked) => {
    const value = entity[name];
    if (value === undefined) return false;
    picked[name] = pickValue(value, inner);
    return true;
  };
}

function namesOf(schema: Schema, condition: string): ReadonlySet<unknown> {
  const type = schema.type(condition);
  if (!type || !isCompositeType(type)) return new Set([condition]);
  const names = possibleRuntimeTypes(type).map((one) => one.name);
  return new Set(isAbstractType(type) ? [condition, ...names] : [condition]);
}

function fragment(
  node: Extract<QueryPlanSelectionNode, { kind: "InlineFragment" }>,
  schema: Schema,
): Part {
  const { typeCondition, selections } = node;
  if (!typeCondition) return () => true;
  const names = namesOf(schema, typeCondition);
  const inner = compilePick(selections, schema);
  return (entity, picked) => {
    const found = names.has(entity["__typename"]) ? inner(entity) : undefined;
    if (found) merge(picked, found);
    return true;
  };
}

/** Compiles the `requires` of a fetch. */
export function compilePick(nodes: readonly QueryPlanSelectionNode[], schema: Schema): Pick {
  const parts = nodes.map((node) =>
    node.kind === "Field" ? field(node, schema) : fragment(node, schema),
  );
  return (entity) => {
    const picked: Json = {};
    return parts.every((part) => part(entity, picked)) ? picked : undefined;
  };
}
