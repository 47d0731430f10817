import type { z } from "zod";
import type { Execution, Order, Position } from "./graph-nodes.ts";
import {
  type executionRow,
  type orderRow,
  type positionRow,
  toExecutionRow,
  toOrderRow,
  toPositionRow,
} from "./legacy-mapping.ts";
import type { executionFilter, orderFilter, positionFilter } from "./legacy-requests.ts";
import type { Caller, Operations } from "./operations.ts";

/** One page of a list, newest first. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** `after` of the next page, where there is one. */
  readonly nextAfter?: string;
}

interface Connection<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
}

function toPage<Node, Row>(
  { pageInfo, edges }: Connection<Node>,
  toRow: (node: Node) => Row,
): Page<Row> {
  const { hasNextPage, endCursor } = pageInfo;
  const rows = edges.map(({ node }) => toRow(node));
  return { rows, ...(hasNextPage && endCursor && { nextAfter: endCursor }) };
}

/** The lists of REST; throw `RestProblem`. */
export interface Listings {
  orders(
    caller: Caller,
    filter: z.output<typeof orderFilter>,
  ): Promise<Page<z.output<typeof orderRow>>>;
  executions(
    caller: Caller,
    filter: z.output<typeof executionFilter>,
  ): Promise<Page<z.output<typeof executionRow>>>;
  positions(
    caller: Caller,
    filter: z.output<typeof positionFilter>,
  ): Promise<Page<z.output<typeof positionRow>>>;
}

export function createListings({ run }: Operations): Listings {
  return {
    async orders(caller, { symbol, side, status, account_id: accountId, limit: first, after }) {
      const filter = { symbol, side, ordStatus: status, accountId };
      const variables = { first, after, filter };
      const { data } = await run<Connection<Order>>(caller, "orders", variables);
      return toPage(data, toOrderRow);
    },
    async executions(caller, { symbol, account_id: accountId, limit: first, after }) {
      const variables = { first, after, symbol, accountId };
      const { data } = await run<Connection<Execution>>(caller, "executions", variables);
      return toPage(data, toExecutionRow);
    },
    async positions(caller, { symbol, account_id: accountId }) {
      const { data } = await run<{ items: Position[] }>(caller, "positions", { accountId });
      const items = data.items.filter((one) => symbol === undefined || one.symbol === symbol);
      return { rows: items.map(toPositionRow) };
    },
  };
}
