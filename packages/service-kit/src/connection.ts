import { GraphQLError } from "graphql";

/** The largest page a client may ask for. */
export const MAX_PAGE_SIZE = 500;

/** Relay page information. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** A Relay connection over nodes of one type. */
export interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
}

/** Checks `first`: absent means 50, above 500 or below 1 is refused rather than clamped. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? 50;
  if (Number.isInteger(size) && size >= 1 && size <= MAX_PAGE_SIZE) return size;
  throw new GraphQLError(`first must be between 1 and ${MAX_PAGE_SIZE}`, {
    extensions: { code: "VALIDATION_FAILED" },
  });
}

/**
 * Makes one page out of rows fetched with `LIMIT size + 1`: the extra row says only that there is
 * a next page, so no count query is needed.
 */
export function toConnection<T>(
  rows: readonly T[],
  size: number,
  cursorOf: (node: T) => string,
  hasPreviousPage = false,
): Connection<T> {
  const edges = rows.slice(0, size).map((node) => ({ node, cursor: cursorOf(node) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
