import { graphql } from "../../lib/graphql/generated/index.ts";

export const PLACE_ORDER = graphql(`
  mutation PlaceOrder($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      __typename
      ... on PlaceOrderAccepted { duplicate order { id ordStatus cumQty avgPx } }
      ... on OrderRejection { reason text }
      ... on OrderOutcomeUnknown { clientOrderId }
    }
  }
`);

export const ORDER_BY_CLIENT_ID = graphql(`
  query OrderByClientId($accountId: ID!, $clientOrderId: ID!) {
    orderByClientId(accountId: $accountId, clientOrderId: $clientOrderId) {
      id ordStatus cumQty avgPx rejectReason
    }
  }
`);
