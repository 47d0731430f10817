// What the three query subgraphs of the bench hold: fixed, so that both routers get equal answers.
/** Engine sequence of each order. */
export const SEQUENCE = "4242";

const SYMBOLS = ["AAPL", "IBM", "BAC", "SPY", "GOOG"];

const level = (side: "BUY" | "SELL", depth: number) => ({
  side,
  px: (side === "BUY" ? 190.25 - depth / 100 : 190.26 + depth / 100).toFixed(2),
  qty: String(100 * (depth + 1)),
  orderCount: depth + 1,
});

const levels = (depth: number) =>
  (["BUY", "SELL"] as const).flatMap((side) =>
    Array.from({ length: depth }, (_, index) => level(side, index)),
  );

function order(index: number) {
  const symbol = SYMBOLS[index % SYMBOLS.length] ?? "AAPL";
  return {
    ...{ id: String(7_000_000 + index), clientOrderId: `c-${index}`, accountId: "demo", symbol },
    ...{ side: "BUY", ordStatus: "PARTIALLY_FILLED", orderQty: "100", cumQty: "40" },
    ...{ leavesQty: "60", avgPx: "190.25", position: { id: `demo:${symbol}` } },
    instrument: { symbol },
  };
}

const edge = (index: number) => ({ cursor: `cursor-${index}`, node: order(index) });

const connection = (first: number) => ({
  edges: Array.from({ length: first }, (_, index) => edge(index)),
  pageInfo: { hasNextPage: true, endCursor: `cursor-${first - 1}` },
});

/** Resolvers by subgraph name. */
export const RESOLVERS = {
  orders: {
    Query: { orders: (_: unknown, { first }: { first: number }) => connection(first) },
    Mutation: {
      placeOrder: () => ({
        ...{ __typename: "PlaceOrderAccepted", duplicate: false, sequence: SEQUENCE },
        order: order(0),
      }),
    },
  },
  positions: {
    Position: {
      __resolveReference: ({ id }: { id: string }) => ({
        ...{ id, quantity: "40", avgPx: "190.25", unrealizedPnl: "1.5" },
      }),
    },
  },
  analytics: {
    Query: {
      book: (_: unknown, { symbol, depth }: { symbol: string; depth: number }) => ({
        ...{ symbol, asOfSequence: "4242", items: levels(depth) },
      }),
    },
    Instrument: {
      __resolveReference: ({ symbol }: { symbol: string }) => ({
        ...{ symbol, tickPx: "0.01", lotQty: "1", currency: "USD" },
      }),
    },
  },
} as const;
