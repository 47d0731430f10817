// Every GraphQL operation that REST and `/ws` run: the only way from here to the engine and to history.

const ORDER = `id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty
  avgPx ordStatus rejectReason text ingressTimeNs transactTimeNs sequence`;
const EXECUTION = `id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence
  order { clientOrderId }`;
const POSITION = "id accountId symbol quantity avgPx markPx realizedPnl unrealizedPnl sequence";
const PAGE = "pageInfo { hasNextPage endCursor }";
const BATCH = "sequence previousSequence cursor conflated";
const REJECTION = `... on OrderRejection { reason text refused: order { ${ORDER} } }`;

/** Queries and mutations. */
export const OPERATIONS = {
  placeOrder: `mutation RestPlaceOrder($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
    ... on PlaceOrderAccepted { duplicate sequence order { ${ORDER} } } ${REJECTION} } }`,
  cancelOrder: `mutation RestCancelOrder($id: ID!) { cancelOrder(id: $id) { __typename
    ... on CancelOrderAccepted { sequence order { ${ORDER} } } ${REJECTION} } }`,
  order: `query RestOrder($id: ID!) { order(id: $id) { ${ORDER} } }`,
  orderByClientId: `query RestOrderByClientId($accountId: ID!, $clientOrderId: ID!) {
    orderByClientId(accountId: $accountId, clientOrderId: $clientOrderId) { ${ORDER} } }`,
  orders: `query RestOrders($first: Int, $after: Cursor, $filter: OrderFilter) {
    orders(first: $first, after: $after, filter: $filter) { ${PAGE} edges { node { ${ORDER} } } } }`,
  executions: `query RestExecutions($first: Int, $after: Cursor, $symbol: String, $accountId: ID) {
    executions(first: $first, after: $after, symbol: $symbol, accountId: $accountId) {
      ${PAGE} edges { node { ${EXECUTION} } } } }`,
  positions: `query RestPositions($accountId: ID) { positions(accountId: $accountId) {
    items { ${POSITION} } } }`,
} as const;

const PRIVATE = "accountId: $accountId, after: $after, intervalMs: $intervalMs";
const PRIVATE_VARIABLES = "$accountId: ID, $after: Cursor, $intervalMs: Int";

/** Subscriptions of `/ws`, by channel. */
export const STREAMS = {
  orders: `subscription WsOrders(${PRIVATE_VARIABLES}) { orderEvents(${PRIVATE}) {
    ${BATCH} events { sequence order { ${ORDER} } } } }`,
  executions: `subscription WsExecutions(${PRIVATE_VARIABLES}) { fills(${PRIVATE}) {
    ${BATCH} events { ${EXECUTION} } } }`,
  positions: `subscription WsPositions(${PRIVATE_VARIABLES}) { positionUpdates(${PRIVATE}) {
    ${BATCH} events { ${POSITION} } } }`,
  market: `subscription WsMarket($symbols: [ID!]!, $intervalMs: Int) {
    quotes(symbols: $symbols, intervalMs: $intervalMs) {
      ${BATCH} events { symbol bidPx bidQty askPx askQty lastPx } } }`,
} as const;
