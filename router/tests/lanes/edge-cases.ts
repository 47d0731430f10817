import type { Asked } from "./two-lanes.ts";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@inaccessible", "@external", "@requires", "@provides"])
`;

/** Three subgraphs with whatever a graph may have. */
export const EDGE_SDLS = {
  orders: `${LINK}
    type Query {
      order(id: ID!): Order
      orders(first: Int, only: [Side!]): [Order!]!
      matrix: [[Order]]
      node(id: ID!): Node
      nodes: [Node!]!
      anything: [Thing]
      counts: [Int!]!
      flag: Boolean!
      hidden: Secret
      state: State!
    }
    type Mutation { place(id: ID!, side: Side): Placed! cancel(id: ID!): Order clear: Int! }
    union Placed = Order | Refused
    type Refused { reason: String! order: Order }
    scalar Json
    enum Side { BUY SELL }
    enum State { OPEN CLOSED SECRET @inaccessible }
    interface Node { id: ID! label: String }
    union Thing = Order | Trade
    type Secret { word: String @inaccessible open: String }
    type Order implements Node @key(fields: "id") {
      id: ID! label: String side: Side! state: State note: Json price: Float count: Int
      trades(first: Int): [Trade!] instrument: Instrument! parent: Order things: [Thing!] any: Node
    }
    type Trade implements Node @key(fields: "id") { id: ID! label: String px: String! order: Order! }
    type Instrument @key(fields: "symbol market { code }") { symbol: ID! market: Market! }
    type Market @shareable { code: ID! }
  `,
  positions: `${LINK}
    type Query { me: String! positions: [Position!]! mine: Position }
    type Mutation { close(id: ID!): Position flatten: [Position!]! }
    type Position @key(fields: "id") { id: ID! qty: String! order: Order instrument: Instrument }
    type Order @key(fields: "id") { id: ID! count: Int @external position: Position weight: Float @requires(fields: "count") }
    type Instrument @key(fields: "symbol market { code }", resolvable: false) { symbol: ID! market: Market! }
    type Market @shareable { code: ID! }
  `,
  analytics: `${LINK}
    type Query { instruments: [Instrument!]! }
    type Instrument @key(fields: "symbol market { code }") {
      symbol: ID! market: Market! tickPx: String! candles(first: Int = 2): [Candle!]! peers: [Instrument!]
    }
    type Market @shareable { code: ID! }
    type Candle { open: String! close: String volume: Int! }
  `,
};

const ORDER = "id side price count note state label";
const on = (query: string, variables?: Record<string, unknown>, operationName?: string): Asked => ({
  query,
  ...(variables && { variables }),
  ...(operationName && { operationName }),
});

const SWITCHED = `query S($a: Boolean!, $b: Boolean = true) { order(id: "1") { id side @include(if: $a)
  ... on Order @skip(if: $b) { price position { qty } } ...More @include(if: $b) } me @skip(if: $a) }
  fragment More on Order { count instrument { tickPx @include(if: $a) } }`;

/** Names, fragments, conditions, types, entities: one of each, and all of them together. */
export const EDGE_CASES: readonly Asked[] = [
  on("{ counts flag }"),
  on("{ state }"),
  on("{ counts renamed: counts me }"),
  on(`{ order(id: "1") { ${ORDER} } }`),
  on(`{ one: order(id: "1") { alias: id ${ORDER} } two: order(id: "2") { side } }`),
  on(`{ __typename order(id: "1") { kind: __typename __typename id } }`),
  on("{ __typename }"),
  on(
    `{ order(id: "1") { ...A ...B } } fragment A on Order { id side trades { id } } fragment B on Order { side price trades { px } }`,
  ),
  on(
    `{ orders(first: 3) { ...A ... on Node { label } ... on Order { count } } } fragment A on Node { id __typename }`,
  ),
  on("{ nodes { id label } }"),
  on("{ nodes { __typename id ... on Order { side weight } ... on Trade { px order { id } } } }"),
  on(`{ node(id: "1") { label ... on Trade { px } ... on Order { px: price } } }`),
  on(
    "{ anything { ... on Order { id side position { qty } } ... on Trade { px order { instrument { tickPx } } } } }",
  ),
  on("{ anything { kind: __typename ... on Node { id } } }"),
  on("{ matrix { id instrument { tickPx } position { qty } } }"),
  on("{ orders { id position { id qty instrument { tickPx candles { open close volume } } } } }"),
  on("{ orders { weight count } }"),
  on("{ orders { weight } me positions { qty order { side weight } } }"),
  on(
    "query P($n: Int = 1, $s: [Side!]) { orders(first: $n, only: $s) { id trades(first: $n) { px } } }",
    { s: ["BUY"] },
  ),
  on("query P($n: Int) { orders(first: $n) { id } }", { n: null, surplus: 1 }),
  on("query P($n: Int) { orders(first: $n) { id } }", { n: "three" }),
  on("query P($id: ID!) { order(id: $id) { id } }", {}),
  on(SWITCHED, { a: true, b: true }),
  on(SWITCHED, { a: true, b: false }),
  on(SWITCHED, { a: false }),
  on(SWITCHED, { a: false, b: null }),
  on(`query A { me } query B { flag }`, undefined, "B"),
  on(`query A { me } query B { flag }`, undefined, "A"),
  on(`query A { me } query B { flag }`),
  on(`query A { me }`, undefined, "Nobody"),
  on(`{ order(id: "1") { toString: id constructor: side } }`),
  on(`{ order(id: "1") { __proto__: id } }`),
  on("{ instruments { symbol market { code } tickPx peers { tickPx peers { symbol } } } }"),
  on(
    `{ order(id: "1") { parent { parent { parent { id position { qty } } } } any { ... on Order { instrument { tickPx } } } } }`,
  ),
  on(
    `{ mine { qty order { side things { ... on Trade { px } ... on Order { state weight } } } } }`,
  ),
  on(
    `mutation { place(id: "1") { __typename ... on Order { id side } ... on Refused { reason } } }`,
  ),
  on(`mutation { place(id: "2") { ... on Order { kind: __typename } ... on Refused { reason } } }`),
  on(
    `mutation P($id: ID!, $s: Side = BUY) { one: place(id: $id, side: $s) { ...R } two: place(id: $id) { ...R }
    clear } fragment R on Placed { ... on Order { id price } ... on Refused { order { id } } }`,
    {
      id: "3",
    },
  ),
  on(`mutation P($id: ID!) { place(id: $id) { __typename } }`, { id: null }),
  on(`mutation { cancel(id: "1") { id instrument { symbol tickPx } position { qty } } }`),
  on(`mutation { clear close(id: "1") { qty } again: clear }`),
  on(`mutation { close(id: "1") { qty order { side } } flatten { id } }`),
  on(`mutation C($b: Boolean!) { clear @include(if: $b) cancel(id: "2") @skip(if: $b) { id } }`, {
    b: true,
  }),
  on("{ hidden { open } }"),
  on("{ hidden { word } }"),
  on("{ nobody }"),
  on("{ __schema { queryType { name } } me }"),
  on("{ order(id: 1) { id "),
];
