// Every root field of the graph, how a stranger would reach for somebody's rows through it, and whose rows it shows.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Kind, type ObjectTypeDefinitionNode, parse } from "graphql";

/** What belongs to the victim, as a stranger might have learnt it. */
export interface Prey {
  accountId: string;
  orderId: string;
  clientOrderId: string;
  symbol: string;
}

export interface Reach {
  /** Operation text without the keyword. */
  query: string;
  variables: (prey: Prey) => Record<string, unknown>;
  /** PRIVATE shows rows to their owner; PUBLIC shows the same to all; ROLE is refused to traders. */
  kind: "PRIVATE" | "PUBLIC" | "ROLE";
}

const CONTRACTS = resolve(import.meta.dirname, "../../contracts/graphql");

/** `Query.order`, `Mutation.placeOrder` …: all that the three subgraphs declare. */
export function declaredRootFields(): string[] {
  return ["orders", "positions", "analytics"].flatMap((name) => {
    const document = parse(readFileSync(join(CONTRACTS, `${name}.graphql`), "utf8"));
    const roots = document.definitions.filter(
      (d): d is ObjectTypeDefinitionNode =>
        d.kind === Kind.OBJECT_TYPE_DEFINITION &&
        ["Query", "Mutation", "Subscription"].includes(d.name.value),
    );
    return roots.flatMap((root) =>
      (root.fields ?? []).map((field) => `${root.name.value}.${field.name.value}`),
    );
  });
}

const ORDER = "id clientOrderId accountId symbol";
const byAccount = ({ accountId }: Prey) => ({ accountId });
const bySymbol = ({ symbol }: Prey) => ({ symbol });
const none = () => ({});
const input = (prey: Prey) => ({
  input: {
    accountId: prey.accountId,
    symbol: prey.symbol,
    side: "BUY",
    ordType: "LIMIT",
    timeInForce: "GTC",
    orderQty: "1",
    limitPx: "1",
    clientOrderId: prey.clientOrderId,
  },
});
const PLACED = `{ __typename ... on PlaceOrderAccepted { order { ${ORDER} } } ... on OrderRejection { reason refused: order { ${ORDER} } } }`;
const COMMAND =
  "{ __typename ... on AccountCommandAccepted { account { id cash } } ... on AccountCommandRejection { reason } }";
const CONTROL =
  "{ __typename ... on TradingControlAccepted { canceledCount } ... on OrderRejection { reason } }";
const instrument = ({ symbol }: Prey) => ({
  i: { symbol, tickPx: "0.01", lotQty: "1", minQty: "1", maxQty: "1000000", isShortable: true },
});

export const REACHES: Record<string, Reach> = {
  "Query.order": {
    kind: "PRIVATE",
    query: `($id: ID!) { order(id: $id) { ${ORDER} executions { id } position { quantity } } }`,
    variables: ({ orderId }) => ({ id: orderId }),
  },
  "Query.orderByClientId": {
    kind: "PRIVATE",
    query: `($accountId: ID!, $c: ID!) { orderByClientId(accountId: $accountId, clientOrderId: $c) { ${ORDER} } }`,
    variables: ({ accountId, clientOrderId }) => ({ accountId, c: clientOrderId }),
  },
  "Query.orders": {
    kind: "PRIVATE",
    query: `($accountId: ID!) { orders(filter: { accountId: $accountId }) { edges { node { ${ORDER} } } } }`,
    variables: byAccount,
  },
  "Query.executions": {
    kind: "PRIVATE",
    query:
      "($accountId: ID!) { executions(accountId: $accountId) { edges { node { id accountId orderId order { clientOrderId } } } } }",
    variables: byAccount,
  },
  "Query.openOrders": {
    kind: "PRIVATE",
    query: `($accountId: ID!) { openOrders(accountId: $accountId) { items { ${ORDER} } } }`,
    variables: byAccount,
  },
  "Query.me": { kind: "PUBLIC", query: "{ me }", variables: none },
  "Query.account": {
    kind: "PRIVATE",
    query: `($accountId: ID!) { account(id: $accountId) { id cash orders { edges { node { ${ORDER} } } } } }`,
    variables: byAccount,
  },
  "Query.accounts": {
    kind: "PRIVATE",
    query: `{ accounts { id orders { edges { node { ${ORDER} } } } } }`,
    variables: none,
  },
  "Query.position": {
    kind: "PRIVATE",
    query: `($accountId: ID!, $symbol: String!) { position(accountId: $accountId, symbol: $symbol) { id quantity openOrders { ${ORDER} } } }`,
    variables: ({ accountId, symbol }) => ({ accountId, symbol }),
  },
  "Query.positions": {
    kind: "PRIVATE",
    query: `($accountId: ID!) { positions(accountId: $accountId) { items { id quantity openOrders { ${ORDER} } } } }`,
    variables: byAccount,
  },
  "Query.instrument": {
    kind: "PUBLIC",
    query: "($symbol: ID!) { instrument(symbol: $symbol) { symbol tickPx } }",
    variables: bySymbol,
  },
  "Query.instruments": { kind: "PUBLIC", query: "{ instruments { symbol } }", variables: none },
  "Query.book": {
    kind: "PUBLIC",
    query: "($symbol: ID!) { book(symbol: $symbol) { items { px qty } } }",
    variables: bySymbol,
  },
  "Query.trades": {
    kind: "PUBLIC",
    query: "($symbol: ID!) { trades(symbol: $symbol) { items { matchId lastPx } } }",
    variables: bySymbol,
  },
  "Query.candles": {
    kind: "PUBLIC",
    query:
      "($symbol: ID!) { candles(symbol: $symbol, interval: ONE_MINUTE) { items { closePx } } }",
    variables: bySymbol,
  },
  "Query.latency": { kind: "PUBLIC", query: "{ latency { hop count } }", variables: none },
  "Query.systemStatus": {
    kind: "PUBLIC",
    query: "{ systemStatus { name isReady } }",
    variables: none,
  },
  "Mutation.placeOrder": {
    kind: "PRIVATE",
    query: `($input: PlaceOrderInput!) { placeOrder(input: $input) ${PLACED} }`,
    variables: input,
  },
  "Mutation.placeOrders": {
    kind: "PRIVATE",
    query: `($input: [PlaceOrderInput!]!) { placeOrders(inputs: $input) ${PLACED} }`,
    variables: (prey) => ({ input: [input(prey).input] }),
  },
  "Mutation.replaceOrder": {
    kind: "PRIVATE",
    query: `($id: ID!) { replaceOrder(input: { id: $id, orderQty: "1", replaceId: "steal" }) { __typename ... on ReplaceOrderAccepted { order { ${ORDER} } } ... on OrderRejection { reason refused: order { ${ORDER} } } } }`,
    variables: ({ orderId }) => ({ id: orderId }),
  },
  "Mutation.cancelOrder": {
    kind: "PRIVATE",
    query: `($id: ID!) { cancelOrder(id: $id) { __typename ... on CancelOrderAccepted { order { ${ORDER} } } ... on OrderRejection { reason refused: order { ${ORDER} } } } }`,
    variables: ({ orderId }) => ({ id: orderId }),
  },
  "Mutation.cancelAllOrders": {
    kind: "PRIVATE",
    query:
      "($accountId: ID!) { cancelAllOrders(accountId: $accountId) { __typename ... on CancelAllOrdersAccepted { canceledCount sequence } } }",
    variables: byAccount,
  },
  "Mutation.closePosition": {
    kind: "PRIVATE",
    query: `($accountId: ID!, $symbol: String!, $c: ID!) { closePosition(accountId: $accountId, symbol: $symbol, clientOrderId: $c) ${COMMAND} }`,
    variables: ({ accountId, symbol, clientOrderId }) => ({
      accountId,
      symbol,
      c: `close-${clientOrderId}`,
    }),
  },
  "Mutation.openAccount": {
    kind: "PRIVATE",
    query: `($accountId: ID!) { openAccount(accountId: $accountId) ${COMMAND} }`,
    variables: byAccount,
  },
  "Mutation.setTradingState": {
    kind: "ROLE",
    query: `($accountId: ID!) { setTradingState(accountId: $accountId, state: ACTIVE, reason: "e2e") ${CONTROL} }`,
    variables: byAccount,
  },
  "Mutation.killSwitch": {
    kind: "ROLE",
    query: `($accountId: ID!) { killSwitch(accountId: $accountId, isEngaged: false, reason: "e2e") ${CONTROL} }`,
    variables: byAccount,
  },
  "Mutation.deposit": {
    kind: "ROLE",
    query: `($accountId: ID!) { deposit(accountId: $accountId, amount: "1", depositId: "e2e-1") ${COMMAND} }`,
    variables: byAccount,
  },
  "Mutation.setRiskLimits": {
    kind: "ROLE",
    query: `($accountId: ID!) { setRiskLimits(accountId: $accountId, limits: {}, reason: "e2e") ${COMMAND} }`,
    variables: byAccount,
  },
  "Mutation.upsertInstrument": {
    kind: "ROLE",
    query: "($i: InstrumentInput!) { upsertInstrument(input: $i) { __typename } }",
    variables: instrument,
  },
  "Subscription.fills": {
    kind: "PRIVATE",
    query:
      "($accountId: ID!) { fills(accountId: $accountId) { events { id accountId orderId } sequence previousSequence cursor } }",
    variables: byAccount,
  },
  "Subscription.orderEvents": {
    kind: "PRIVATE",
    query: `($accountId: ID!) { orderEvents(accountId: $accountId) { events { order { ${ORDER} } } sequence previousSequence cursor } }`,
    variables: byAccount,
  },
  "Subscription.positionUpdates": {
    kind: "PRIVATE",
    query:
      "($accountId: ID!) { positionUpdates(accountId: $accountId) { events { id accountId quantity } sequence previousSequence cursor } }",
    variables: byAccount,
  },
  "Subscription.accountUpdates": {
    kind: "PRIVATE",
    query:
      "($accountId: ID!) { accountUpdates(accountId: $accountId) { events { id cash } sequence previousSequence cursor } }",
    variables: byAccount,
  },
  "Subscription.book": {
    kind: "PUBLIC",
    query:
      "($symbol: ID!) { book(symbol: $symbol) { events { px } sequence previousSequence cursor } }",
    variables: bySymbol,
  },
  "Subscription.quotes": {
    kind: "PUBLIC",
    query:
      "($symbol: ID!) { quotes(symbols: [$symbol]) { events { symbol bidPx } sequence previousSequence cursor } }",
    variables: bySymbol,
  },
  "Subscription.trades": {
    kind: "PUBLIC",
    query:
      "($symbol: ID!) { trades(symbol: $symbol) { events { matchId lastPx } sequence previousSequence cursor } }",
    variables: bySymbol,
  },
  "Subscription.candleUpdates": {
    kind: "PUBLIC",
    query:
      "($symbol: ID!) { candleUpdates(symbol: $symbol, interval: ONE_SECOND) { events { closePx } sequence previousSequence cursor } }",
    variables: bySymbol,
  },
  "Subscription.systemStatusUpdates": {
    kind: "PUBLIC",
    query: "{ systemStatusUpdates { events { name } sequence previousSequence cursor } }",
    variables: none,
  },
};
