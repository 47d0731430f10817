import { Supergraph } from '@apollo/federation-internals';
import { findBreakingChanges, findDangerousChanges } from 'graphql';

/** What clients of the older graph would notice; one sentence each. */
export interface SchemaChanges {
  /** A valid operation of before may fail or answer differently. */
  breaking: string[];
  /** Only clients that do not expect anything new, such as another enum value, may stumble. */
  dangerous: string[];
}

/** Compares what clients see of two supergraphs; how subgraphs share the work is no change to them. */
export function changesBetween(before: string, after: string): SchemaChanges {
  const [older, newer] = [before, after].map((sdl) =>
    Supergraph.build(sdl).apiSchema().toGraphQLJSSchema(),
  );
  if (!older || !newer) throw new Error('two supergraphs are compared');
  const sentence = ({ description }: { description: string }) => description;
  return {
    breaking: findBreakingChanges(older, newer).map(sentence),
    dangerous: findDangerousChanges(older, newer).map(sentence),
  };
}
