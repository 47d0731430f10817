// Outcomes are values: every mutation answers with a union.
import { RejectReasonEnum } from "@hft/graphql-kit";
import { SequenceScalar } from "@hft/service-kit";
import type { RejectReason } from "@hft/wire";
import { type ClassType, createUnionType, Field, ID, Int, ObjectType } from "type-graphql";
import { Order } from "./order-types.ts";

@ObjectType({ description: "The engine took the order, and the disk has it." })
export class PlaceOrderAccepted {
  @Field(() => Order, { description: "The order after matching." })
  order!: Order;
  @Field(() => Boolean, {
    description:
      "True when this client order id stood already: nothing new happened. Also where the engine's answer was lost and the order was found by its id.",
  })
  duplicate!: boolean;
  @Field(() => SequenceScalar, { description: "Last engine sequence that the order caused." })
  sequence!: bigint;
}

@ObjectType({ description: "The engine refused." })
export class OrderRejection {
  @Field(() => RejectReasonEnum, { description: "FIX OrdRejReason (103) or CxlRejReason (102)." })
  reason!: RejectReason;
  @Field(() => String, { description: "A sentence for a person; FIX Text (58)." })
  text!: string;
  @Field(() => Order, {
    nullable: true,
    description: "The order that was refused or that stands, where there is one.",
  })
  order!: Order | null;
  @Field(() => SequenceScalar, {
    nullable: true,
    description: "Engine sequence of the rejection, where it made an event.",
  })
  sequence!: bigint | null;
}

@ObjectType({
  description:
    "No answer in time. Ask `orderByClientId`, or send the same id again; never a new one.",
})
export class OrderOutcomeUnknown {
  @Field(() => ID, {
    description:
      "The order's client order id, to ask `orderByClientId` with: ordStatus, orderQty and limitPx then show whether a cancel or replace was done. After `cancelAllOrders` the account, to ask `openOrders` with; empty after `setTradingState` and `killSwitch`.",
  })
  clientOrderId!: string;
}

@ObjectType({ description: "The order is canceled." })
export class CancelOrderAccepted {
  @Field(() => Order, { description: "The order after the cancel." })
  order!: Order;
  @Field(() => SequenceScalar, { description: "Engine sequence of the cancel." })
  sequence!: bigint;
}

@ObjectType({ description: "The order has the new quantity and price." })
export class ReplaceOrderAccepted {
  @Field(() => Order, {
    description: "The order after the replace, and after what it then matched.",
  })
  order!: Order;
  @Field(() => SequenceScalar, { description: "Last engine sequence that the replace caused." })
  sequence!: bigint;
}

@ObjectType({ description: "Every matching open order is canceled." })
export class CancelAllOrdersAccepted {
  @Field(() => Int, { description: "How many were open." })
  canceledCount!: number;
  @Field(() => SequenceScalar, { description: "Last engine sequence that it caused." })
  sequence!: bigint;
}

@ObjectType({ description: "The engine is in the new state." })
export class TradingControlAccepted {
  @Field(() => Int, { description: "Open orders that were canceled by it." })
  canceledCount!: number;
  @Field(() => SequenceScalar, { description: "Last engine sequence that it caused." })
  sequence!: bigint;
}

/** Payloads carry the name of their type, so that unions resolve plain objects. */
type Tagged<K extends string, T> = T & { __typename: K };
export type Rejection = Tagged<"OrderRejection", OrderRejection>;
export type Unknown = Tagged<"OrderOutcomeUnknown", OrderOutcomeUnknown>;
type Result<K extends string, T> = Tagged<K, T> | Rejection | Unknown;
export type PlaceOrderResult = Result<"PlaceOrderAccepted", PlaceOrderAccepted>;
export type CancelOrderResult = Result<"CancelOrderAccepted", CancelOrderAccepted>;
export type ReplaceOrderResult = Result<"ReplaceOrderAccepted", ReplaceOrderAccepted>;
export type CancelAllOrdersResult = Result<"CancelAllOrdersAccepted", CancelAllOrdersAccepted>;
export type TradingControlResult = Result<"TradingControlAccepted", TradingControlAccepted>;

/** What became of a command: taken, refused, or not known. */
const payload = <T extends object>(name: string, description: string, accepted: ClassType<T>) =>
  createUnionType({
    name,
    description,
    types: () => [accepted, OrderRejection, OrderOutcomeUnknown] as const,
    resolveType: (value: object) => (value as { __typename: string }).__typename,
  });

export const PlaceOrderPayload = payload(
  "PlaceOrderPayload",
  "What became of a new order.",
  PlaceOrderAccepted,
);
export const CancelOrderPayload = payload(
  "CancelOrderPayload",
  "What became of a cancel.",
  CancelOrderAccepted,
);
export const ReplaceOrderPayload = payload(
  "ReplaceOrderPayload",
  "What became of a replace.",
  ReplaceOrderAccepted,
);
export const CancelAllOrdersPayload = payload(
  "CancelAllOrdersPayload",
  "What became of a mass cancel.",
  CancelAllOrdersAccepted,
);
export const TradingControlPayload = payload(
  "TradingControlPayload",
  "What became of a trading state or kill switch command.",
  TradingControlAccepted,
);
