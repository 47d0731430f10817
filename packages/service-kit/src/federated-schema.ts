import "reflect-metadata";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import { type GraphQLSchema, parse } from "graphql";
import { type BuildSchemaOptions, buildSchema, createResolversMap } from "type-graphql";

/** Our own directives; the router reads them from the checked-in SDL, composition drops them. */
export const AUTH_DIRECTIVES = `
"Roles that may call a root field; a root field without it is refused by lint and router. scope PUBLIC says that all of them are shown the same, so that the router may answer equal reads together."
directive @auth(roles: [Role!]!, scope: StreamScope = ACCOUNT) on FIELD_DEFINITION
`;

/** How a subscription field is shared and what happens to a client that is too slow. */
export const STREAM_DIRECTIVES = `
"LOSSLESS closes a slow client (4290), CONFLATE keeps the latest. ACCOUNT shares one upstream per account set, PUBLIC one for all. key names the event fields whose latest value replaces older ones; without it a conflated batch keeps every event."
directive @streamPolicy(mode: StreamMode!, scope: StreamScope!, key: String) on FIELD_DEFINITION
enum StreamMode @inaccessible { LOSSLESS CONFLATE }
enum StreamScope @inaccessible { ACCOUNT PUBLIC }
`;

const ROLE_ENUM = "enum Role { VIEWER TRADER RISK ADMIN INTEGRATOR }\n";

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@extends", "@inaccessible", "@override", "@tag"]
)
`;

/** Any class; TypeGraphQL knows types and resolvers by their classes. */
type ResolverClass = abstract new (...args: never[]) => object;

/** Resolver classes with the instance that serves them; the map *is* the container. */
export type ResolverInstances = ReadonlyMap<unknown, object>;

/** One `__resolveReference` per entity name. */
export type ReferenceResolvers<C> = Readonly<
  Record<string, (reference: never, context: C) => unknown>
>;

/** What `buildFederatedSchema` needs of a subgraph. */
export interface FederatedSchemaOptions<C> {
  /** Instances; their classes are the TypeGraphQL resolvers. */
  readonly resolvers: readonly object[];
  /** Entity types no root field reaches: TypeGraphQL drops them silently when not named here. */
  readonly orphanedTypes?: readonly ResolverClass[];
  readonly referenceResolvers?: ReferenceResolvers<C>;
  /** Further SDL, for directives of one subgraph only. */
  readonly directives?: string;
}

function containerOf(resolvers: readonly object[]): NonNullable<BuildSchemaOptions["container"]> {
  const byClass: ResolverInstances = new Map(resolvers.map((one) => [one.constructor, one]));
  return {
    get: (wanted: ResolverClass) => {
      const instance = byClass.get(wanted);
      if (!instance) throw new Error(`No instance of resolver ${wanted.name} was given`);
      return instance;
    },
  };
}

/** TypeGraphQL wants one as soon as a `@Subscription` exists; ours bring their own `subscribe`. */
const NO_PUB_SUB = {
  publish: () => {
    throw new Error("Subscriptions here bring their own source");
  },
  subscribe: () => {
    throw new Error("Subscriptions here bring their own source");
  },
} as unknown as NonNullable<BuildSchemaOptions["pubSub"]>;

function referenceMap<C>(references: ReferenceResolvers<C> = {}) {
  return Object.entries(references).map(([type, resolve]) => [
    type,
    { __resolveReference: resolve },
  ]);
}

function mergeMaps(
  base: Record<string, unknown>,
  extra: Record<string, object>,
): Record<string, unknown> {
  const merged = { ...base };
  for (const [type, fields] of Object.entries(extra)) {
    merged[type] = { ...(merged[type] as object | undefined), ...fields };
  }
  return merged;
}

/** Builds a Federation 2 schema and its SDL from TypeGraphQL classes; nothing touches the network. */
export async function buildFederatedSchema<C>(
  options: FederatedSchemaOptions<C>,
): Promise<{ schema: GraphQLSchema; sdl: string }> {
  const plain = await buildSchema({
    resolvers: options.resolvers.map(
      (one) => one.constructor,
    ) as unknown as BuildSchemaOptions["resolvers"],
    orphanedTypes: [...(options.orphanedTypes ?? [])],
    container: containerOf(options.resolvers),
    pubSub: NO_PUB_SUB,
    validate: false,
    skipCheck: true,
  });
  const own = [
    AUTH_DIRECTIVES,
    STREAM_DIRECTIVES,
    plain.getType("Role") ? "" : ROLE_ENUM,
    options.directives ?? "",
  ].join("\n");
  const sdl = `${LINK}\n${own}\n${printSchemaWithDirectives(plain)}\n`;
  const resolvers = mergeMaps(
    createResolversMap(plain) as Record<string, unknown>,
    Object.fromEntries(referenceMap(options.referenceResolvers)),
  );
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  return { schema, sdl };
}
