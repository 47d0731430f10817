/** What a first visitor finds in the tabs of the explorer. */
export interface Example {
  readonly query: string;
  readonly variables?: string;
}

const account = `# What you have.
query Accounts {
  accounts {
    id
    cash
    reserved
    available
    positions {
      symbol
      quantity
      avgPx
      unrealizedPnl
    }
  }
}
`;

const placeOrder = `# Safe to send again: the same clientOrderId with the same content
# answers "duplicate: true" and trades nothing.
mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on PlaceOrderAccepted {
      duplicate
      sequence
      order {
        id
        ordStatus
        cumQty
        leavesQty
        avgPx
      }
    }
    ... on OrderRejection {
      reason
      text
    }
    ... on OrderOutcomeUnknown {
      clientOrderId
    }
  }
}
`;

const fills = `# Your fills as they happen. The first payload is empty and says "live from here";
# give the last cursor as "after" to go on from there without a gap.
subscription Fills($after: Cursor) {
  fills(after: $after) {
    sequence
    cursor
    events {
      id
      side
      lastQty
      lastPx
      liquidity
      transactTimeNs
      order {
        id
        clientOrderId
        position {
          quantity
          avgPx
        }
      }
    }
  }
}
`;

const book = `# The order book as it stands.
query Book($symbol: ID!) {
  book(symbol: $symbol, depth: 10) {
    asOfSequence
    items {
      side
      px
      qty
      orderCount
    }
  }
}
`;

const liveBook = `# Changed levels only, at most four times a second; a level of qty 0 is gone.
# Subscribe first, then ask the query "book", then apply what is above its asOfSequence.
subscription LiveBook($symbol: ID!) {
  book(symbol: $symbol, intervalMs: 250) {
    sequence
    conflated
    events {
      side
      px
      qty
      orderCount
    }
  }
}
`;

const quotes = `# Best bid and offer of several symbols.
subscription Quotes($symbols: [ID!]!) {
  quotes(symbols: $symbols, intervalMs: 250) {
    conflated
    events {
      symbol
      bidPx
      bidQty
      askPx
      askQty
    }
  }
}
`;

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** For a first visit; later ones find the tabs as they were left. A new `clientOrderId` trades. */
export function examplesFor(accountId: string, clientOrderId: string): Example[] {
  const input = {
    ...{ accountId, symbol: "AAPL", side: "BUY", ordType: "MARKET", orderQty: "10" },
    clientOrderId,
  };
  return [
    { query: account },
    { query: placeOrder, variables: json({ input }) },
    { query: fills, variables: json({ after: null }) },
    { query: book, variables: json({ symbol: "AAPL" }) },
    { query: liveBook, variables: json({ symbol: "AAPL" }) },
    { query: quotes, variables: json({ symbols: ["AAPL", "SPY", "IBM", "BAC"] }) },
  ];
}
