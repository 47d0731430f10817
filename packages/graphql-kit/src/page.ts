// Relay connections for history.
import { CursorScalar } from "@hft/service-kit";
import { type ClassType, Directive, Field, ObjectType } from "type-graphql";

@ObjectType({ description: "Relay page information." })
@Directive("@shareable")
export class PageInfo {
  @Field(() => Boolean, { description: "True when `after: endCursor` gives more." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "True when this page was asked for with `after`." })
  hasPreviousPage!: boolean;

  @Field(() => CursorScalar, { nullable: true, description: "Cursor of the first edge." })
  startCursor!: string | null;

  @Field(() => CursorScalar, { nullable: true, description: "Cursor of the last edge." })
  endCursor!: string | null;
}

export interface EdgeOf<T> {
  node: T;
  cursor: string;
}
export interface ConnectionOf<T> {
  edges: readonly EdgeOf<T>[];
  pageInfo: PageInfo;
}

/** Makes the connection type `<name>Connection` with its edge type. */
export function connectionType<T extends object>(
  name: string,
  node: ClassType<T>,
): ClassType<ConnectionOf<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} and its place in the list.` })
  class Edge {
    @Field(() => node, { description: `The ${name}.` })
    node!: T;

    @Field(() => CursorScalar, {
      description: "Hand it back as `after` to begin behind this edge.",
    })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} rows, newest first.` })
  class Connection {
    @Field(() => [Edge], { description: "At most `first` rows." })
    edges!: Edge[];

    @Field(() => PageInfo, { description: "Whether there is more, and where." })
    pageInfo!: PageInfo;
  }
  return Connection as unknown as ClassType<ConnectionOf<T>>;
}
