// What the orders subgraph owns: Order and Execution, and the stubs of others that they point to.
import {
  connectionType,
  LiquidityEnum,
  OrdStatusEnum,
  OrdTypeEnum,
  RejectReasonEnum,
  SideEnum,
  StreamBatch,
  TimeInForceEnum,
} from "@hft/graphql-kit";
import { CursorScalar, DateTimeNsScalar, DecimalScalar, SequenceScalar } from "@hft/service-kit";
import type { Liquidity, OrdStatus, OrdType, RejectReason, Side, TimeInForce } from "@hft/wire";
import { Directive, Field, ID, ObjectType, registerEnumType } from "type-graphql";

@ObjectType({ description: "A trading account; owned by the positions subgraph." })
@Directive('@key(fields: "id")')
export class Account {
  @Field(() => ID, { description: "Account id, FIX Account (1)." })
  id!: string;
}

@ObjectType({ description: "What an account holds of a symbol; owned by the positions subgraph." })
@Directive('@key(fields: "id")')
export class Position {
  @Field(() => ID, { description: "`account:symbol`." })
  id!: string;
}

@ObjectType({ description: "A tradable instrument; owned by the analytics subgraph." })
@Directive('@key(fields: "symbol")')
export class Instrument {
  @Field(() => ID, { description: "FIX Symbol (55)." })
  symbol!: string;
}

@ObjectType({ description: "An order as it stands after the last event known here." })
@Directive('@key(fields: "id")')
export class Order {
  @Field(() => ID, { description: "Engine's id, FIX OrderID (37)." })
  id!: string;
  @Field(() => ID, { description: "Chosen by the client, the idempotency key; FIX ClOrdID (11)." })
  clientOrderId!: string;
  @Field(() => ID, { description: "FIX Account (1)." })
  accountId!: string;
  @Field(() => String, { description: "FIX Symbol (55)." })
  symbol!: string;
  @Field(() => SideEnum, { description: "FIX Side (54)." })
  side!: Side;
  @Field(() => OrdTypeEnum, { description: "FIX OrdType (40)." })
  ordType!: OrdType;
  @Field(() => TimeInForceEnum, { description: "FIX TimeInForce (59)." })
  timeInForce!: TimeInForce;
  @Field(() => DecimalScalar, {
    description: "Quantity ordered, in units of the instrument; FIX OrderQty (38).",
  })
  orderQty!: bigint;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Limit price in the instrument's currency, null for MARKET; FIX Price (44).",
  })
  limitPx!: bigint | null;
  @Field(() => DecimalScalar, { description: "Filled so far; FIX CumQty (14)." })
  cumQty!: bigint;
  @Field(() => DecimalScalar, { description: "Still open; FIX LeavesQty (151)." })
  leavesQty!: bigint;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Average price of the fills, null before the first; FIX AvgPx (6).",
  })
  avgPx!: bigint | null;
  @Field(() => OrdStatusEnum, { description: "Where the order is; FIX OrdStatus (39)." })
  ordStatus!: OrdStatus;
  @Field(() => RejectReasonEnum, {
    nullable: true,
    description: "Null unless REJECTED; FIX OrdRejReason (103).",
  })
  rejectReason!: RejectReason | null;
  @Field(() => String, {
    nullable: true,
    description: "The note given with the order, null where none was; FIX Text (58).",
  })
  text!: string | null;
  @Field(() => DateTimeNsScalar, { description: "When the engine's gateway read the order." })
  ingressTimeNs!: bigint;
  @Field(() => DateTimeNsScalar, {
    description: "When the engine last changed it; FIX TransactTime (60).",
  })
  transactTimeNs!: bigint;
  @Field(() => SequenceScalar, { description: "Engine sequence of that change." })
  sequence!: bigint;
}

@ObjectType({ description: "One side of a match: the fill of one order." })
@Directive('@key(fields: "id")')
export class Execution {
  @Field(() => ID, { description: "`session:sequence`, FIX ExecID (17)." })
  id!: string;
  @Field(() => ID, { description: "Shared by both sides of the match; FIX TrdMatchID (880)." })
  matchId!: string;
  @Field(() => ID, { description: "FIX OrderID (37)." })
  orderId!: string;
  @Field(() => ID, { description: "FIX Account (1)." })
  accountId!: string;
  @Field(() => String, { description: "FIX Symbol (55)." })
  symbol!: string;
  @Field(() => SideEnum, { description: "FIX Side (54)." })
  side!: Side;
  @Field(() => DecimalScalar, { description: "Quantity of this fill; FIX LastQty (32)." })
  lastQty!: bigint;
  @Field(() => DecimalScalar, { description: "Price of this fill; FIX LastPx (31)." })
  lastPx!: bigint;
  @Field(() => LiquidityEnum, {
    description: "MAKER rested in the book, TAKER met it; FIX LastLiquidityInd (851).",
  })
  liquidity!: Liquidity;
  @Field(() => DateTimeNsScalar, { description: "FIX TransactTime (60)." })
  transactTimeNs!: bigint;
  @Field(() => SequenceScalar, { description: "Engine sequence of the fill." })
  sequence!: bigint;
}

export const ExecTypeEnum = {
  NEW: "NEW",
  TRADE: "TRADE",
  CANCELED: "CANCELED",
  REPLACED: "REPLACED",
  REJECTED: "REJECTED",
  EXPIRED: "EXPIRED",
  TRIGGERED: "TRIGGERED",
} as const;
export type ExecType = keyof typeof ExecTypeEnum;
registerEnumType(ExecTypeEnum, {
  name: "ExecType",
  description: "Why a report was sent; FIX ExecType (150).",
});

@ObjectType({ description: "One change of one order: FIX Execution Report (8)." })
export class OrderEvent {
  @Field(() => ExecTypeEnum, { description: "What just happened; FIX ExecType (150)." })
  execType!: ExecType;
  @Field(() => SequenceScalar, { description: "Engine sequence of the change." })
  sequence!: bigint;
  @Field(() => DateTimeNsScalar, { description: "FIX TransactTime (60)." })
  transactTimeNs!: bigint;
  @Field(() => Order, { description: "The order right after this change." })
  order!: Order;
  @Field(() => Execution, { nullable: true, description: "The fill, where execType is TRADE." })
  execution!: Execution | null;
}

@ObjectType({ description: "Changes of orders, dense for the accounts of the subscriber." })
export class OrderEventBatch extends StreamBatch {
  @Field(() => [OrderEvent], { description: "In engine order; empty in the first payload." })
  events!: OrderEvent[];
}

@ObjectType({ description: "Fills, dense for the accounts of the subscriber." })
export class FillBatch extends StreamBatch {
  @Field(() => [Execution], { description: "In engine order; empty in the first payload." })
  events!: Execution[];
}

@ObjectType({ description: "Open orders at one place of the engine's stream." })
export class OpenOrders {
  @Field(() => [Order], { description: "Every open order, oldest first." })
  items!: Order[];
  @Field(() => SequenceScalar, { description: "Apply changes of a stream that are above it." })
  asOfSequence!: bigint;
  @Field(() => CursorScalar, {
    description: "`after` of `orderEvents` that begins behind this snapshot.",
  })
  cursor!: string;
}

export const OrderConnection = connectionType("Order", Order);
export const ExecutionConnection = connectionType("Execution", Execution);
