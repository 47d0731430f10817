import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type GraphQLInputType,
  type GraphQLSchema,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  OperationTypeNode,
  parse,
  typeFromAST,
  validate,
} from "graphql";
import type { Asked } from "./two-lanes.ts";

const ROOT = join(import.meta.dirname, "../../..");
const PLACES = [
  "web/{lib,features}/**/documents.ts",
  "docs/**/*.md",
  "e2e/**/*.ts",
  "load-tests/**/*.{ts,js}",
  "router/{src,tests,explorer,bench}/**/*.ts",
  "README.md",
];

/** Whatever stands between quotes, in any language of this repository. */
const QUOTED = /`([^`]*)`|"""([\s\S]*?)"""|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g;

function textsOf(file: string): string[] {
  return [...readFileSync(join(ROOT, file), "utf8").matchAll(QUOTED)].map(
    (match) => match.slice(1).find((one) => one !== undefined) ?? "",
  );
}

function isOperation(schema: GraphQLSchema, text: string): boolean {
  if (!text.includes("{")) return false;
  try {
    const document = parse(text);
    const operation = getOperationAST(document);
    if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return false;
    return validate(schema, document).length === 0;
  } catch {
    return false;
  }
}

/** Every query and mutation of this repository that the graph takes as it is written. */
export function writtenOperations(schema: GraphQLSchema, more: readonly string[] = []): string[] {
  const isOther = (name: string): boolean =>
    ["node_modules", "dist", "lanes", "fast-lane"].includes(name);
  const files = globSync(PLACES, { cwd: ROOT, exclude: isOther });
  const texts = new Set([...files.flatMap(textsOf), ...more]);
  return [...texts].filter((text) => isOperation(schema, text)).sort();
}

const SCALARS: Readonly<Record<string, unknown>> = { Int: 3, Float: 1.5, Boolean: true };

function inputOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return inputOf(type.ofType);
  if (isListType(type)) return [inputOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return SCALARS[type.name] ?? `a ${type.name}`;
  const required = Object.values(type.getFields()).filter((one) => isNonNullType(one.type));
  return Object.fromEntries(required.map((one) => [one.name, inputOf(one.type)]));
}

/** The operation with a value for every variable. */
export function withVariables(schema: GraphQLSchema, query: string): Asked {
  const definitions = getOperationAST(parse(query))?.variableDefinitions ?? [];
  const variables = definitions.map(({ variable, type }) => {
    const known = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    return [variable.name.value, known && inputOf(known)] as const;
  });
  return { query, variables: Object.fromEntries(variables) };
}
