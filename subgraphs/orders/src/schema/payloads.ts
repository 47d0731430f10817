// Outcomes are values: every mutation answers with a union.
import { RejectReasonEnum } from "@hft/graphql-kit";
import { SequenceScalar } from "@hft/service-kit";
import type { RejectReason } from "@hft/wire";
import { createUnionType, Field, ID, Int, ObjectType } from "type-graphql";
import { Order } from "./order-types.ts";

@ObjectType({ description: "The engine took the order, and the disk has it." })
export class PlaceOrderAccepted {
  @Field(() => Order, { description: "The order after matching." })
  order!: Order;
  @Field(() => Boolean, {
    description: "True when this client order id stood already: nothing new happened.",
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
  @Field(() => ID, { description: "The id to ask for: client order id, replace id or order id." })
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
export type PlaceOrderResult =
  | Tagged<"PlaceOrderAccepted", PlaceOrderAccepted>
  | Rejection
  | Unknown;
export type CancelOrderResult =
  | Tagged<"CancelOrderAccepted", CancelOrderAccepted>
  | Rejection
  | Unknown;
export type ReplaceOrderResult =
  | Tagged<"ReplaceOrderAccepted", ReplaceOrderAccepted>
  | Rejection
  | Unknown;
export type CancelAllOrdersResult =
  | Tagged<"CancelAllOrdersAccepted", CancelAllOrdersAccepted>
  | Rejection
  | Unknown;
export type TradingControlResult =
  | Tagged<"TradingControlAccepted", TradingControlAccepted>
  | Rejection
  | Unknown;

const resolveType = (value: object): string => (value as { __typename: string }).__typename;

export const PlaceOrderPayload = createUnionType({
  name: "PlaceOrderPayload",
  description: "What became of a new order.",
  types: () => [PlaceOrderAccepted, OrderRejection, OrderOutcomeUnknown] as const,
  resolveType,
});
export const CancelOrderPayload = createUnionType({
  name: "CancelOrderPayload",
  description: "What became of a cancel.",
  types: () => [CancelOrderAccepted, OrderRejection, OrderOutcomeUnknown] as const,
  resolveType,
});
export const ReplaceOrderPayload = createUnionType({
  name: "ReplaceOrderPayload",
  description: "What became of a replace.",
  types: () => [ReplaceOrderAccepted, OrderRejection, OrderOutcomeUnknown] as const,
  resolveType,
});
export const CancelAllOrdersPayload = createUnionType({
  name: "CancelAllOrdersPayload",
  description: "What became of a mass cancel.",
  types: () => [CancelAllOrdersAccepted, OrderRejection, OrderOutcomeUnknown] as const,
  resolveType,
});
export const TradingControlPayload = createUnionType({
  name: "TradingControlPayload",
  description: "What became of a trading state or kill switch command.",
  types: () => [TradingControlAccepted, OrderRejection, OrderOutcomeUnknown] as const,
  resolveType,
});
