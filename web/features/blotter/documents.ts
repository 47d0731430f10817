import { graphql } from "../../lib/graphql/generated/index.ts";

export const OPEN_ORDERS = graphql(`
  query OpenOrders {
    openOrders {
      items {
        id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty
        avgPx ordStatus rejectReason text transactTimeNs sequence
      }
      asOfSequence
      cursor
    }
  }
`);

export const ORDER_CHANGES = graphql(`
  subscription OrderChanges($after: Cursor) {
    orderEvents(after: $after, intervalMs: 16) {
      events {
        execType
        sequence
        order {
          id clientOrderId accountId symbol side ordType timeInForce orderQty limitPx cumQty leavesQty
          avgPx ordStatus rejectReason text transactTimeNs sequence
        }
      }
      sequence
      previousSequence
      cursor
      conflated
    }
  }
`);

export const POSITIONS = graphql(`
  query Positions {
    positions {
      items { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }
      asOfSequence
      cursor
    }
  }
`);

export const POSITION_CHANGES = graphql(`
  subscription PositionChanges($after: Cursor) {
    positionUpdates(after: $after, intervalMs: 100) {
      events { id symbol quantity avgPx markPx realizedPnl unrealizedPnl }
      sequence
      previousSequence
      cursor
      conflated
    }
  }
`);

export const ACCOUNT_CHANGES = graphql(`
  subscription AccountChanges($after: Cursor) {
    accountUpdates(after: $after, intervalMs: 100) {
      events { id available sequence }
      sequence
      previousSequence
      cursor
      conflated
    }
  }
`);

export const EXECUTIONS = graphql(`
  query Executions($first: Int!, $after: Cursor) {
    executions(first: $first, after: $after) {
      edges {
        node {
          id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const FILL_CHANGES = graphql(`
  subscription FillChanges($after: Cursor) {
    fills(after: $after, intervalMs: 16) {
      events {
        id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs sequence
      }
      sequence
      previousSequence
      cursor
      conflated
    }
  }
`);

export const CANCEL_ORDER = graphql(`
  mutation CancelOrder($id: ID!) {
    cancelOrder(id: $id) {
      __typename
      ... on CancelOrderAccepted { order { id ordStatus } }
      ... on OrderRejection { reason text }
      ... on OrderOutcomeUnknown { clientOrderId }
    }
  }
`);

export const CANCEL_ALL_ORDERS = graphql(`
  mutation CancelAllOrders($accountId: ID!) {
    cancelAllOrders(accountId: $accountId) {
      __typename
      ... on CancelAllOrdersAccepted { canceledCount }
      ... on OrderRejection { reason text }
      ... on OrderOutcomeUnknown { clientOrderId }
    }
  }
`);
