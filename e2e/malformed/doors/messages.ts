// Valid messages of every door about the same two things: an order, and looking at orders.
import { randomUUID } from "node:crypto";
import type { Json } from "../json-mutations.ts";

/** Used by no other story. */
export const SYMBOL = "TESTJ";
/** Far from any other price, so that nothing is filled by chance. */
export const PRICE = "1.00";

export const newId = (): string => `bad-${randomUUID().slice(0, 18)}`;

const PLACE = `mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlaceOrderAccepted { sequence order { id ordStatus } } ... on OrderRejection { reason text } } }`;
const CANCEL = `mutation ($id: ID!) { cancelOrder(id: $id) { __typename } }`;
const ORDERS = `query Orders($filter: OrderFilter, $first: Int) { orders(filter: $filter, first: $first) {
  edges { node { id ordStatus orderQty } } pageInfo { endCursor } } }`;
const BY_ID = `query ($accountId: ID!, $clientOrderId: ID!) { orderByClientId(accountId: $accountId,
  clientOrderId: $clientOrderId) { id } }`;
const CANCEL_ALL = `mutation ($accountId: ID!, $symbol: String) {
  cancelAllOrders(accountId: $accountId, symbol: $symbol) { __typename
    ... on OrderRejection { reason } } }`;
const CANDLES = `query ($symbol: ID!, $before: DateTimeNs) { candles(symbol: $symbol, interval: ONE_MINUTE,
  first: 5, before: $before) { items { closePx } } }`;
const BOOK = `query ($symbol: ID!) { instrument(symbol: $symbol) { symbol tickPx } }`;

export const placeInput = (accountId: string): Record<string, Json> => ({
  ...{ accountId, symbol: SYMBOL, side: "BUY", ordType: "LIMIT", timeInForce: "IOC" },
  ...{ orderQty: "1", limitPx: PRICE, clientOrderId: newId() },
});

/** A GraphQL request as a client sends it; orders are the most frequent. */
export interface Operation {
  query: string;
  operationName?: string;
  variables: Record<string, Json>;
}

export const placeOperation = (accountId: string): Operation => ({
  query: PLACE,
  operationName: "Place",
  variables: { input: placeInput(accountId) },
});

export const operations = (accountId: string): Operation[] => [
  placeOperation(accountId),
  placeOperation(accountId),
  { query: CANCEL, variables: { id: "1" } },
  {
    ...{ query: ORDERS, operationName: "Orders" },
    variables: { filter: { symbol: SYMBOL, side: "BUY" }, first: 5 },
  },
  { query: BY_ID, variables: { accountId, clientOrderId: newId() } },
  { query: CANCEL_ALL, variables: { accountId, symbol: SYMBOL } },
  { query: CANDLES, variables: { symbol: SYMBOL, before: "2026-01-02T03:04:05Z" } },
  { query: BOOK, variables: { symbol: SYMBOL } },
];

/** Body of POST /api/order, in the words of the older API. */
export const restOrder = (): Record<string, Json> => ({
  ...{ symbol: SYMBOL, side: "buy", quantity: 1, price: PRICE, order_type: "limit" },
  ...{ time_in_force: "ioc", client_order_id: newId() },
});
