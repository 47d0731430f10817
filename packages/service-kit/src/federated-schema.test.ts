import "reflect-metadata";
import { parse, validate } from "graphql";
import {
  Directive,
  Field,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { describe, expect, it } from "vitest";
import { buildFederatedSchema } from "./federated-schema.ts";
import { DecimalScalar } from "./scalars.ts";

@ObjectType()
@Directive('@key(fields: "id")')
class Position {
  @Field(() => ID)
  id!: string;

  @Field(() => DecimalScalar)
  avgPx!: bigint;
}

@ObjectType()
@Directive('@key(fields: "symbol")')
class Orphan {
  @Field(() => ID)
  symbol!: string;
}

@Resolver(() => Position)
class PositionResolver {
  constructor(readonly px: bigint) {}

  @Query(() => Position)
  @Directive("@auth(roles: [TRADER])")
  position(): Position {
    return { id: "demo:AAPL", avgPx: this.px };
  }

  @Subscription(() => Position, { subscribe: () => (async function* () {})() })
  @Directive("@auth(roles: [TRADER])")
  @Directive("@streamPolicy(mode: LOSSLESS, scope: ACCOUNT)")
  positionUpdates(@Root() position: Position): Position {
    return position;
  }
}

describe("buildFederatedSchema", () => {
  const build = () =>
    buildFederatedSchema({
      resolvers: [new PositionResolver(1n)],
      orphanedTypes: [Orphan],
      referenceResolvers: { Position: (reference: { id: string }) => reference },
    });

  it("keeps keys, our directives and orphaned entities in the SDL", async () => {
    const { sdl } = await build();
    expect(sdl).toContain('type Position @key(fields: "id")');
    expect(sdl).toContain("@streamPolicy(mode: LOSSLESS, scope: ACCOUNT)");
    expect(sdl).toContain("@auth(roles: [TRADER])");
    expect(sdl).toContain("type Orphan");
  });

  it("makes entities reachable for the router", async () => {
    const { schema } = await build();
    const query = parse("query($r: [_Any!]!) { _entities(representations: $r) { __typename } }");
    expect(validate(schema, query)).toEqual([]);
  });
});
