import type { GraphQLFieldResolver, GraphQLSchema } from "graphql";

/** HTTP response header by which a subgraph tells the router what a mutation did. */
export const EFFECTS_HEADER = "x-hft-effects";

/** What a mutation tells the router beside its payload, whatever fields the client selected. */
export interface MutationEffects {
  /** Highest engine sequence the mutation caused; the principal's next reads wait for it. */
  sequence?: string;
  /** An account the mutation opened for the principal; the router adds it to the user. */
  openedAccount?: string;
}

/** The context a mutation resolver runs in, as far as effects are concerned. */
export interface EffectsContext {
  readonly effects: MutationEffects;
}

function readProperty(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function noteSequence(effects: MutationEffects, payload: unknown): void {
  const sequence = readProperty(payload, "sequence");
  if (sequence === undefined || sequence === null || !/^\d+$/.test(String(sequence))) return;
  const text = String(sequence);
  if (effects.sequence === undefined || BigInt(effects.sequence) < BigInt(text)) {
    effects.sequence = text;
  }
}

function noteOpenedAccount(effects: MutationEffects, payload: unknown): void {
  const id = readProperty(readProperty(payload, "account"), "id");
  if (typeof id === "string" && id !== "") effects.openedAccount = id;
}

/**
 * Wraps the root mutation fields: the `sequence` of every payload, and the `account.id` of an
 * `openAccount` payload, go into `context.effects`. Reading the resolver's value instead of the
 * response keeps aliases and unselected fields from mattering.
 */
export function recordMutationEffects(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const inner = field.resolve as GraphQLFieldResolver<unknown, EffectsContext> | undefined;
    if (!inner) continue;
    field.resolve = async (source, args, context: EffectsContext, info) => {
      const payload = await inner(source, args, context, info);
      noteSequence(context.effects, payload);
      if (field.name === "openAccount") noteOpenedAccount(context.effects, payload);
      return payload;
    };
  }
}
