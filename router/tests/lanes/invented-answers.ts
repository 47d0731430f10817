import { createHash } from "node:crypto";
import { buildSubgraphSchema } from "@apollo/subgraph";
import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  parse,
} from "graphql";
import type { SubgraphRequest } from "../../src/gateway/subgraph-request.ts";

/** The same number for the same words: what is invented is invented alike for both lanes. */
export function numberOf(...words: readonly unknown[]): number {
  return createHash("sha256").update(JSON.stringify(words)).digest().readUInt32BE(0);
}

const SCALARS: Readonly<Record<string, (seed: number) => unknown>> = {
  Int: (seed) => seed % 1_000,
  Float: (seed) => (seed % 1_000) / 8,
  Boolean: (seed) => seed % 2 === 0,
};

function pathOf({ path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo["path"] | undefined = path; at; at = at.prev) keys.push(at.key);
  return keys.join(".");
}

function inventNamed(type: GraphQLNamedType, seed: number, schema: GraphQLSchema): unknown {
  if (isEnumType(type)) {
    const values = type.getValues();
    return values[seed % values.length]?.value;
  }
  if (isScalarType(type)) return SCALARS[type.name]?.(seed) ?? `“${type.name}”-${seed}`;
  if (isUnionType(type) || isInterfaceType(type)) {
    const types = schema.getPossibleTypes(type);
    return { __typename: types[seed % types.length]?.name };
  }
  return { __typename: type.name };
}

/** Null one time in six where it may be, lists of none to three. */
function invent(
  type: GraphQLOutputType,
  words: readonly unknown[],
  schema: GraphQLSchema,
): unknown {
  const seed = numberOf(...words);
  if (isNonNullType(type)) return inventPresent(type.ofType, words, schema);
  return seed % 6 === 0 ? null : inventPresent(type, words, schema);
}

function inventPresent(type: GraphQLOutputType, words: readonly unknown[], schema: GraphQLSchema) {
  const seed = numberOf("present", ...words);
  if (!isListType(type)) return inventNamed(type as GraphQLNamedType, seed, schema);
  return Array.from({ length: seed % 4 }, (_, at) => invent(type.ofType, [...words, at], schema));
}

/** A subgraph of any SDL, in this process, that has an answer to every question. */
export function createInvention(sdl: string): (request: SubgraphRequest) => Promise<string> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });
  const resolve: GraphQLFieldResolver<Record<string, unknown>, unknown> = (
    source,
    args,
    _,
    info,
  ) => {
    const known = source?.[info.fieldName];
    if (known !== undefined) return known;
    return invent(info.returnType, [info.parentType.name, pathOf(info), args], schema);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name !== "_entities" && field.name !== "_service") field.resolve = resolve as never;
    }
  }
  const documents = new Map<string, DocumentNode>();
  return async ({ query, variables, operationName }) => {
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    const variableValues = JSON.parse(JSON.stringify(variables)) as Record<string, unknown>;
    const options = { schema, document, variableValues, operationName: operationName ?? null };
    return JSON.stringify(await execute(options));
  };
}
