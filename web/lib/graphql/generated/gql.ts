/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query OpenOrders {\n    openOrders {\n      items {\n        id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty\n        avgPx ordStatus rejectReason text transactTimeNs sequence\n      }\n      asOfSequence\n      cursor\n    }\n  }\n": typeof types.OpenOrdersDocument,
    "\n  subscription OrderChanges($after: Cursor) {\n    orderEvents(after: $after, intervalMs: 16) {\n      events {\n        execType\n        sequence\n        order {\n          id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty\n          avgPx ordStatus rejectReason text transactTimeNs sequence\n        }\n      }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": typeof types.OrderChangesDocument,
    "\n  query Positions {\n    positions {\n      items { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }\n      asOfSequence\n      cursor\n    }\n  }\n": typeof types.PositionsDocument,
    "\n  subscription PositionChanges($after: Cursor) {\n    positionUpdates(after: $after, intervalMs: 100) {\n      events { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": typeof types.PositionChangesDocument,
    "\n  subscription AccountChanges($after: Cursor) {\n    accountUpdates(after: $after, intervalMs: 100) {\n      events { id available sequence }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": typeof types.AccountChangesDocument,
    "\n  query Executions($first: Int!, $after: Cursor) {\n    executions(first: $first, after: $after) {\n      edges {\n        node {\n          id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence\n        }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.ExecutionsDocument,
    "\n  subscription FillChanges($after: Cursor) {\n    fills(after: $after, intervalMs: 16) {\n      events {\n        id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence\n      }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": typeof types.FillChangesDocument,
    "\n  mutation CancelOrder($id: ID!) {\n    cancelOrder(id: $id) {\n      __typename\n      ... on CancelOrderAccepted { order { id ordStatus } }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n": typeof types.CancelOrderDocument,
    "\n  mutation CancelAllOrders($accountId: ID!) {\n    cancelAllOrders(accountId: $accountId) {\n      __typename\n      ... on CancelAllOrdersAccepted { canceledCount }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n": typeof types.CancelAllOrdersDocument,
    "\n  query Book($symbol: ID!) {\n    book(symbol: $symbol, depth: 500) {\n      items { side px qty orderCount }\n      asOfSequence\n    }\n  }\n": typeof types.BookDocument,
    "\n  subscription BookChanges($symbol: ID!) {\n    book(symbol: $symbol, intervalMs: 100) {\n      events { side px qty orderCount }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": typeof types.BookChangesDocument,
    "\n  query Trades($symbol: ID!) {\n    trades(symbol: $symbol, first: 100) {\n      items { matchId lastPx lastQty aggressorSide transactTimeNs sequence }\n      asOfSequence\n    }\n  }\n": typeof types.TradesDocument,
    "\n  subscription TradeChanges($symbol: ID!, $after: Cursor) {\n    trades(symbol: $symbol, after: $after, intervalMs: 100) {\n      events { matchId lastPx lastQty aggressorSide transactTimeNs sequence }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": typeof types.TradeChangesDocument,
    "\n  query Candles($symbol: ID!) {\n    candles(symbol: $symbol, interval: ONE_MINUTE, first: 500) {\n      items { startTimeNs openPx highPx lowPx closePx volume source }\n      asOfSequence\n      cursor\n    }\n  }\n": typeof types.CandlesDocument,
    "\n  subscription CandleChanges($symbol: ID!, $after: Cursor) {\n    candleUpdates(symbol: $symbol, interval: ONE_MINUTE, after: $after, intervalMs: 250) {\n      events { startTimeNs openPx highPx lowPx closePx volume source }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": typeof types.CandleChangesDocument,
    "\n  subscription QuoteChanges($symbols: [ID!]!) {\n    quotes(symbols: $symbols, intervalMs: 250) {\n      events { symbol bidPx bidQty askPx askQty lastPx }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": typeof types.QuoteChangesDocument,
    "\n  query SystemStatus {\n    systemStatus { name isReady detail pid version roundTripMs checkedTimeNs }\n  }\n": typeof types.SystemStatusDocument,
    "\n  subscription SystemStatusChanges {\n    systemStatusUpdates {\n      events { name isReady detail pid version roundTripMs checkedTimeNs }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": typeof types.SystemStatusChangesDocument,
    "\n  query Latency {\n    latency { hop count p50Us p95Us p99Us p999Us }\n  }\n": typeof types.LatencyDocument,
    "\n  mutation PlaceOrder($input: PlaceOrderInput!) {\n    placeOrder(input: $input) {\n      __typename\n      ... on PlaceOrderAccepted { duplicate order { id ordStatus cumQty avgPx } }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n": typeof types.PlaceOrderDocument,
    "\n  query OrderByClientId($accountId: ID!, $clientOrderId: ID!) {\n    orderByClientId(accountId: $accountId, clientOrderId: $clientOrderId) {\n      id ordStatus cumQty avgPx rejectReason\n    }\n  }\n": typeof types.OrderByClientIdDocument,
    "\n  query Accounts {\n    me\n    accounts { id available sequence }\n  }\n": typeof types.AccountsDocument,
    "\n  query Instruments {\n    instruments { symbol tickPx lotQty minQty maxQty currency lastPx }\n  }\n": typeof types.InstrumentsDocument,
};
const documents: Documents = {
    "\n  query OpenOrders {\n    openOrders {\n      items {\n        id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty\n        avgPx ordStatus rejectReason text transactTimeNs sequence\n      }\n      asOfSequence\n      cursor\n    }\n  }\n": types.OpenOrdersDocument,
    "\n  subscription OrderChanges($after: Cursor) {\n    orderEvents(after: $after, intervalMs: 16) {\n      events {\n        execType\n        sequence\n        order {\n          id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty\n          avgPx ordStatus rejectReason text transactTimeNs sequence\n        }\n      }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": types.OrderChangesDocument,
    "\n  query Positions {\n    positions {\n      items { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }\n      asOfSequence\n      cursor\n    }\n  }\n": types.PositionsDocument,
    "\n  subscription PositionChanges($after: Cursor) {\n    positionUpdates(after: $after, intervalMs: 100) {\n      events { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": types.PositionChangesDocument,
    "\n  subscription AccountChanges($after: Cursor) {\n    accountUpdates(after: $after, intervalMs: 100) {\n      events { id available sequence }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": types.AccountChangesDocument,
    "\n  query Executions($first: Int!, $after: Cursor) {\n    executions(first: $first, after: $after) {\n      edges {\n        node {\n          id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence\n        }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.ExecutionsDocument,
    "\n  subscription FillChanges($after: Cursor) {\n    fills(after: $after, intervalMs: 16) {\n      events {\n        id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence\n      }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": types.FillChangesDocument,
    "\n  mutation CancelOrder($id: ID!) {\n    cancelOrder(id: $id) {\n      __typename\n      ... on CancelOrderAccepted { order { id ordStatus } }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n": types.CancelOrderDocument,
    "\n  mutation CancelAllOrders($accountId: ID!) {\n    cancelAllOrders(accountId: $accountId) {\n      __typename\n      ... on CancelAllOrdersAccepted { canceledCount }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n": types.CancelAllOrdersDocument,
    "\n  query Book($symbol: ID!) {\n    book(symbol: $symbol, depth: 500) {\n      items { side px qty orderCount }\n      asOfSequence\n    }\n  }\n": types.BookDocument,
    "\n  subscription BookChanges($symbol: ID!) {\n    book(symbol: $symbol, intervalMs: 100) {\n      events { side px qty orderCount }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": types.BookChangesDocument,
    "\n  query Trades($symbol: ID!) {\n    trades(symbol: $symbol, first: 100) {\n      items { matchId lastPx lastQty aggressorSide transactTimeNs sequence }\n      asOfSequence\n    }\n  }\n": types.TradesDocument,
    "\n  subscription TradeChanges($symbol: ID!, $after: Cursor) {\n    trades(symbol: $symbol, after: $after, intervalMs: 100) {\n      events { matchId lastPx lastQty aggressorSide transactTimeNs sequence }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": types.TradeChangesDocument,
    "\n  query Candles($symbol: ID!) {\n    candles(symbol: $symbol, interval: ONE_MINUTE, first: 500) {\n      items { startTimeNs openPx highPx lowPx closePx volume source }\n      asOfSequence\n      cursor\n    }\n  }\n": types.CandlesDocument,
    "\n  subscription CandleChanges($symbol: ID!, $after: Cursor) {\n    candleUpdates(symbol: $symbol, interval: ONE_MINUTE, after: $after, intervalMs: 250) {\n      events { startTimeNs openPx highPx lowPx closePx volume source }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": types.CandleChangesDocument,
    "\n  subscription QuoteChanges($symbols: [ID!]!) {\n    quotes(symbols: $symbols, intervalMs: 250) {\n      events { symbol bidPx bidQty askPx askQty lastPx }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": types.QuoteChangesDocument,
    "\n  query SystemStatus {\n    systemStatus { name isReady detail pid version roundTripMs checkedTimeNs }\n  }\n": types.SystemStatusDocument,
    "\n  subscription SystemStatusChanges {\n    systemStatusUpdates {\n      events { name isReady detail pid version roundTripMs checkedTimeNs }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n": types.SystemStatusChangesDocument,
    "\n  query Latency {\n    latency { hop count p50Us p95Us p99Us p999Us }\n  }\n": types.LatencyDocument,
    "\n  mutation PlaceOrder($input: PlaceOrderInput!) {\n    placeOrder(input: $input) {\n      __typename\n      ... on PlaceOrderAccepted { duplicate order { id ordStatus cumQty avgPx } }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n": types.PlaceOrderDocument,
    "\n  query OrderByClientId($accountId: ID!, $clientOrderId: ID!) {\n    orderByClientId(accountId: $accountId, clientOrderId: $clientOrderId) {\n      id ordStatus cumQty avgPx rejectReason\n    }\n  }\n": types.OrderByClientIdDocument,
    "\n  query Accounts {\n    me\n    accounts { id available sequence }\n  }\n": types.AccountsDocument,
    "\n  query Instruments {\n    instruments { symbol tickPx lotQty minQty maxQty currency lastPx }\n  }\n": types.InstrumentsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpenOrders {\n    openOrders {\n      items {\n        id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty\n        avgPx ordStatus rejectReason text transactTimeNs sequence\n      }\n      asOfSequence\n      cursor\n    }\n  }\n"): (typeof documents)["\n  query OpenOrders {\n    openOrders {\n      items {\n        id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty\n        avgPx ordStatus rejectReason text transactTimeNs sequence\n      }\n      asOfSequence\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription OrderChanges($after: Cursor) {\n    orderEvents(after: $after, intervalMs: 16) {\n      events {\n        execType\n        sequence\n        order {\n          id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty\n          avgPx ordStatus rejectReason text transactTimeNs sequence\n        }\n      }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"): (typeof documents)["\n  subscription OrderChanges($after: Cursor) {\n    orderEvents(after: $after, intervalMs: 16) {\n      events {\n        execType\n        sequence\n        order {\n          id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty\n          avgPx ordStatus rejectReason text transactTimeNs sequence\n        }\n      }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Positions {\n    positions {\n      items { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }\n      asOfSequence\n      cursor\n    }\n  }\n"): (typeof documents)["\n  query Positions {\n    positions {\n      items { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }\n      asOfSequence\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PositionChanges($after: Cursor) {\n    positionUpdates(after: $after, intervalMs: 100) {\n      events { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"): (typeof documents)["\n  subscription PositionChanges($after: Cursor) {\n    positionUpdates(after: $after, intervalMs: 100) {\n      events { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription AccountChanges($after: Cursor) {\n    accountUpdates(after: $after, intervalMs: 100) {\n      events { id available sequence }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"): (typeof documents)["\n  subscription AccountChanges($after: Cursor) {\n    accountUpdates(after: $after, intervalMs: 100) {\n      events { id available sequence }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Executions($first: Int!, $after: Cursor) {\n    executions(first: $first, after: $after) {\n      edges {\n        node {\n          id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence\n        }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Executions($first: Int!, $after: Cursor) {\n    executions(first: $first, after: $after) {\n      edges {\n        node {\n          id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence\n        }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription FillChanges($after: Cursor) {\n    fills(after: $after, intervalMs: 16) {\n      events {\n        id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence\n      }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"): (typeof documents)["\n  subscription FillChanges($after: Cursor) {\n    fills(after: $after, intervalMs: 16) {\n      events {\n        id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence\n      }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelOrder($id: ID!) {\n    cancelOrder(id: $id) {\n      __typename\n      ... on CancelOrderAccepted { order { id ordStatus } }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n"): (typeof documents)["\n  mutation CancelOrder($id: ID!) {\n    cancelOrder(id: $id) {\n      __typename\n      ... on CancelOrderAccepted { order { id ordStatus } }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelAllOrders($accountId: ID!) {\n    cancelAllOrders(accountId: $accountId) {\n      __typename\n      ... on CancelAllOrdersAccepted { canceledCount }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n"): (typeof documents)["\n  mutation CancelAllOrders($accountId: ID!) {\n    cancelAllOrders(accountId: $accountId) {\n      __typename\n      ... on CancelAllOrdersAccepted { canceledCount }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Book($symbol: ID!) {\n    book(symbol: $symbol, depth: 500) {\n      items { side px qty orderCount }\n      asOfSequence\n    }\n  }\n"): (typeof documents)["\n  query Book($symbol: ID!) {\n    book(symbol: $symbol, depth: 500) {\n      items { side px qty orderCount }\n      asOfSequence\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription BookChanges($symbol: ID!) {\n    book(symbol: $symbol, intervalMs: 100) {\n      events { side px qty orderCount }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"): (typeof documents)["\n  subscription BookChanges($symbol: ID!) {\n    book(symbol: $symbol, intervalMs: 100) {\n      events { side px qty orderCount }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Trades($symbol: ID!) {\n    trades(symbol: $symbol, first: 100) {\n      items { matchId lastPx lastQty aggressorSide transactTimeNs sequence }\n      asOfSequence\n    }\n  }\n"): (typeof documents)["\n  query Trades($symbol: ID!) {\n    trades(symbol: $symbol, first: 100) {\n      items { matchId lastPx lastQty aggressorSide transactTimeNs sequence }\n      asOfSequence\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription TradeChanges($symbol: ID!, $after: Cursor) {\n    trades(symbol: $symbol, after: $after, intervalMs: 100) {\n      events { matchId lastPx lastQty aggressorSide transactTimeNs sequence }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"): (typeof documents)["\n  subscription TradeChanges($symbol: ID!, $after: Cursor) {\n    trades(symbol: $symbol, after: $after, intervalMs: 100) {\n      events { matchId lastPx lastQty aggressorSide transactTimeNs sequence }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Candles($symbol: ID!) {\n    candles(symbol: $symbol, interval: ONE_MINUTE, first: 500) {\n      items { startTimeNs openPx highPx lowPx closePx volume source }\n      asOfSequence\n      cursor\n    }\n  }\n"): (typeof documents)["\n  query Candles($symbol: ID!) {\n    candles(symbol: $symbol, interval: ONE_MINUTE, first: 500) {\n      items { startTimeNs openPx highPx lowPx closePx volume source }\n      asOfSequence\n      cursor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription CandleChanges($symbol: ID!, $after: Cursor) {\n    candleUpdates(symbol: $symbol, interval: ONE_MINUTE, after: $after, intervalMs: 250) {\n      events { startTimeNs openPx highPx lowPx closePx volume source }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"): (typeof documents)["\n  subscription CandleChanges($symbol: ID!, $after: Cursor) {\n    candleUpdates(symbol: $symbol, interval: ONE_MINUTE, after: $after, intervalMs: 250) {\n      events { startTimeNs openPx highPx lowPx closePx volume source }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription QuoteChanges($symbols: [ID!]!) {\n    quotes(symbols: $symbols, intervalMs: 250) {\n      events { symbol bidPx bidQty askPx askQty lastPx }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"): (typeof documents)["\n  subscription QuoteChanges($symbols: [ID!]!) {\n    quotes(symbols: $symbols, intervalMs: 250) {\n      events { symbol bidPx bidQty askPx askQty lastPx }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SystemStatus {\n    systemStatus { name isReady detail pid version roundTripMs checkedTimeNs }\n  }\n"): (typeof documents)["\n  query SystemStatus {\n    systemStatus { name isReady detail pid version roundTripMs checkedTimeNs }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription SystemStatusChanges {\n    systemStatusUpdates {\n      events { name isReady detail pid version roundTripMs checkedTimeNs }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"): (typeof documents)["\n  subscription SystemStatusChanges {\n    systemStatusUpdates {\n      events { name isReady detail pid version roundTripMs checkedTimeNs }\n      sequence\n      previousSequence\n      cursor\n      conflated\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Latency {\n    latency { hop count p50Us p95Us p99Us p999Us }\n  }\n"): (typeof documents)["\n  query Latency {\n    latency { hop count p50Us p95Us p99Us p999Us }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PlaceOrder($input: PlaceOrderInput!) {\n    placeOrder(input: $input) {\n      __typename\n      ... on PlaceOrderAccepted { duplicate order { id ordStatus cumQty avgPx } }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n"): (typeof documents)["\n  mutation PlaceOrder($input: PlaceOrderInput!) {\n    placeOrder(input: $input) {\n      __typename\n      ... on PlaceOrderAccepted { duplicate order { id ordStatus cumQty avgPx } }\n      ... on OrderRejection { reason text }\n      ... on OrderOutcomeUnknown { clientOrderId }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrderByClientId($accountId: ID!, $clientOrderId: ID!) {\n    orderByClientId(accountId: $accountId, clientOrderId: $clientOrderId) {\n      id ordStatus cumQty avgPx rejectReason\n    }\n  }\n"): (typeof documents)["\n  query OrderByClientId($accountId: ID!, $clientOrderId: ID!) {\n    orderByClientId(accountId: $accountId, clientOrderId: $clientOrderId) {\n      id ordStatus cumQty avgPx rejectReason\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Accounts {\n    me\n    accounts { id available sequence }\n  }\n"): (typeof documents)["\n  query Accounts {\n    me\n    accounts { id available sequence }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Instruments {\n    instruments { symbol tickPx lotQty minQty maxQty currency lastPx }\n  }\n"): (typeof documents)["\n  query Instruments {\n    instruments { symbol tickPx lotQty minQty maxQty currency lastPx }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;