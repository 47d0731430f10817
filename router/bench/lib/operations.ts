/** The operations that are measured, all on the contract of this checkout. */
export interface Operation {
  readonly name: string;
  readonly query: string;
  /** Client i asks with variant i: what is asked alike at the same time may be answered once. */
  readonly variants: readonly Readonly<Record<string, unknown>>[];
}

/** The same question from every client. */
export const alike = (operation: Operation): Operation => ({
  ...operation,
  variants: operation.variants.slice(0, 1),
});

/** Everybody may read it; one subgraph answers it whole. */
const ONE_SUBGRAPH: Operation = {
  name: "one subgraph",
  query: `query Book($symbol: ID!) { book(symbol: $symbol, depth: 10) {
    symbol asOfSequence items { side px qty orderCount } } }`,
  variants: ["AAPL", "IBM", "BAC", "SPY"].map((symbol) => ({ symbol })),
};

/** What an order screen reads: orders, then the positions and the instruments they belong to. */
const THREE_SUBGRAPHS: Operation = {
  name: "three subgraphs",
  query: `query Orders($first: Int!) { orders(first: $first) { edges { cursor node {
    id clientOrderId symbol side ordStatus orderQty cumQty leavesQty avgPx
    position { quantity avgPx unrealizedPnl } instrument { tickPx lotQty currency } } }
    pageInfo { hasNextPage endCursor } } }`,
  variants: [10, 11, 12, 13].map((first) => ({ first })),
};

/** What a trading program sends: an order, and enough of the answer to go on with. */
const ORDER: Operation = {
  name: "an order",
  query: `mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
    ... on PlaceOrderAccepted { sequence order { id ordStatus cumQty leavesQty } }
    ... on OrderRejection { reason text } } }`,
  variants: ["AAPL", "IBM", "BAC", "SPY"].map((symbol) => ({
    input: {
      ...{ accountId: "demo", symbol, side: "BUY", ordType: "LIMIT", timeInForce: "DAY" },
      ...{ orderQty: "100", limitPx: "190.25", clientOrderId: `c-${symbol}` },
    },
  })),
};

export const OPERATIONS = { one: ONE_SUBGRAPH, three: THREE_SUBGRAPHS, order: ORDER } as const;
