import { Trend } from "k6/metrics";
import { ask } from "./graphql.ts";
import type { Session } from "./login.ts";
import { SYMBOL } from "./settings.ts";

const placeTime = new Trend("place_order", true);
const cancelTime = new Trend("cancel_order", true);

const PLACE = `mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlaceOrderAccepted { duplicate order { id ordStatus } } ... on OrderRejection { reason text } } }`;
const CANCEL = `mutation Cancel($id: ID!) { cancelOrder(id: $id) { __typename
  ... on CancelOrderAccepted { order { ordStatus } } ... on OrderRejection { reason text } } }`;

interface Placed {
  placeOrder: {
    __typename: string;
    duplicate?: boolean;
    order?: { id: string; ordStatus: string };
  };
}
interface Canceled {
  cancelOrder: { __typename: string; order?: { ordStatus: string } };
}

/** One resting order, placed and canceled again; both must be accepted. */
export function placeAndCancel(session: Session, clientOrderId: string): void {
  const id = place(session, clientOrderId);
  if (id) cancel(session, id);
}

function place(session: Session, clientOrderId: string): string | undefined {
  const input = {
    accountId: session.accountId,
    symbol: SYMBOL,
    side: "BUY",
    ordType: "LIMIT",
    timeInForce: "DAY",
    orderQty: "1",
    limitPx: "0.99",
    clientOrderId,
  };
  const placed = ask<Placed>(
    session,
    "placeOrder",
    { query: PLACE, variables: { input } },
    {
      isExpected: ({ placeOrder }) =>
        placeOrder.order?.ordStatus === "NEW" && placeOrder.duplicate === false,
      time: placeTime,
    },
  );
  return placed?.placeOrder.order?.id;
}

function cancel(session: Session, id: string): void {
  ask<Canceled>(
    session,
    "cancelOrder",
    { query: CANCEL, variables: { id } },
    {
      isExpected: ({ cancelOrder }) => cancelOrder.order?.ordStatus === "CANCELED",
      time: cancelTime,
    },
  );
}
