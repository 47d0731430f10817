// What the positions subgraph owns: Account and Position, and its part of Execution.
import { AccountKindEnum, RejectReasonEnum, StreamBatch, TradingStateEnum } from "@hft/graphql-kit";
import { CursorScalar, DecimalScalar, SequenceScalar } from "@hft/service-kit";
import type { AccountKind, RejectReason, TradingState } from "@hft/wire";
import { createUnionType, Directive, Field, ID, InputType, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "What one fill realised; the fill itself is the orders subgraph's." })
@Directive('@key(fields: "id")')
export class Execution {
  @Field(() => ID, { description: "`session:sequence`." })
  id!: string;
}

@ObjectType({ description: "A tradable instrument; owned by the analytics subgraph." })
@Directive('@key(fields: "symbol")')
export class Instrument {
  @Field(() => ID, { description: "FIX Symbol (55)." })
  symbol!: string;
}

@ObjectType({
  description: "Limits of an account, checked by the engine before every order; null = no limit.",
})
export class RiskLimits {
  @Field(() => DecimalScalar, { nullable: true, description: "Largest quantity of one order." })
  maxOrderQty!: bigint | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Largest price × quantity of one order, in money.",
  })
  maxOrderNotional!: bigint | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Largest position a symbol may reach, open orders included.",
  })
  maxPositionQty!: bigint | null;
  @Field(() => Int, { nullable: true, description: "Open orders at once." })
  maxOpenOrders!: number | null;
  @Field(() => Int, { nullable: true, description: "Orders a second." })
  ordersPerSecond!: number | null;
}

@ObjectType({ description: "What an account holds of a symbol. A flat position has quantity 0." })
@Directive('@key(fields: "id")')
export class Position {
  @Field(() => ID, { description: "`account:symbol`." })
  id!: string;
  @Field(() => ID, { description: "FIX Account (1)." })
  accountId!: string;
  @Field(() => String, { description: "FIX Symbol (55)." })
  symbol!: string;
  @Field(() => DecimalScalar, { description: "Negative when short." })
  quantity!: bigint;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Average cost of what is held, null when flat.",
  })
  avgPx!: bigint | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Last trade of the symbol, null before the first.",
  })
  markPx!: bigint | null;
  @Field(() => DecimalScalar, { description: "Realised so far by average cost, money." })
  realizedPnl!: bigint;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "(markPx − avgPx) × quantity, money; null without a mark.",
  })
  unrealizedPnl!: bigint | null;
  @Field(() => SequenceScalar, { description: "Engine sequence of the last fill in it." })
  sequence!: bigint;
}

@ObjectType({ description: "A trading account with its cash." })
@Directive('@key(fields: "id")')
export class Account {
  @Field(() => ID, { description: "FIX Account (1)." })
  id!: string;
  @Field(() => AccountKindEnum, { description: "CUSTOMER or MARKET." })
  kind!: AccountKind;
  @Field(() => DecimalScalar, { description: "Cash, money." })
  cash!: bigint;
  @Field(() => DecimalScalar, { description: "Held for open orders, money." })
  reserved!: bigint;
  @Field(() => DecimalScalar, { description: "cash − reserved: what a new order may use." })
  available!: bigint;
  @Field(() => Boolean, { description: "Whether it may sell what it does not hold." })
  isShortAllowed!: boolean;
  @Field(() => Boolean, { description: "False = takes no orders." })
  isEnabled!: boolean;
  @Field(() => TradingStateEnum, { description: "Trading state of the account." })
  tradingState!: TradingState;
  @Field(() => Boolean, { description: "True while its kill switch is engaged." })
  isKillSwitchEngaged!: boolean;
  @Field(() => RiskLimits, { description: "Limits in force." })
  limits!: RiskLimits;
  @Field(() => SequenceScalar, { description: "Engine sequence of the last change." })
  sequence!: bigint;
}

@ObjectType({ description: "Changed positions, dense for the accounts of the subscriber." })
export class PositionBatch extends StreamBatch {
  @Field(() => [Position], {
    description: "Each as it was right after its fill; empty in the first payload.",
  })
  events!: Position[];
}

@ObjectType({ description: "Changed accounts, dense for the accounts of the subscriber." })
export class AccountBatch extends StreamBatch {
  @Field(() => [Account], {
    description: "Each as it is after the last change; empty in the first payload.",
  })
  events!: Account[];
}

@ObjectType({ description: "Positions at one place of the engine's stream." })
export class Positions {
  @Field(() => [Position], {
    description: "Every position that was ever opened, flat ones included.",
  })
  items!: Position[];
  @Field(() => SequenceScalar, { description: "Apply changes of a stream that are above it." })
  asOfSequence!: bigint;
  @Field(() => CursorScalar, {
    description: "`after` of `positionUpdates` that begins behind this snapshot.",
  })
  cursor!: string;
}

@InputType({ description: "Limits to set; what is left out is no limit." })
export class RiskLimitsInput {
  @Field(() => DecimalScalar, { nullable: true, description: "Largest quantity of one order." })
  maxOrderQty?: bigint | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Largest price × quantity of one order, in money.",
  })
  maxOrderNotional?: bigint | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Largest position of a symbol, open orders included.",
  })
  maxPositionQty?: bigint | null;
  @Field(() => Int, { nullable: true, description: "Open orders at once." })
  maxOpenOrders?: number | null;
  @Field(() => Int, { nullable: true, description: "Orders a second." })
  ordersPerSecond?: number | null;
}

@ObjectType({ description: "The engine did it, and the disk has it." })
export class AccountCommandAccepted {
  @Field(() => Account, { description: "The account after it." })
  account!: Account;
  @Field(() => Boolean, {
    description: "True when the same had been done before: nothing new happened.",
  })
  duplicate!: boolean;
  @Field(() => SequenceScalar, { description: "Last engine sequence that it caused." })
  sequence!: bigint;
}

@ObjectType({ description: "The engine refused." })
export class AccountCommandRejection {
  @Field(() => RejectReasonEnum, { description: "Why." })
  reason!: RejectReason;
  @Field(() => String, { description: "A sentence for a person." })
  text!: string;
}

@ObjectType({ description: "No answer in time. Send the same again: repeats change nothing." })
export class AccountOutcomeUnknown {
  @Field(() => ID, { description: "The account that was asked for." })
  accountId!: string;
}

type Tagged<K extends string, T> = T & { __typename: K };
export type AccountCommandResult =
  | Tagged<"AccountCommandAccepted", AccountCommandAccepted>
  | Tagged<"AccountCommandRejection", AccountCommandRejection>
  | Tagged<"AccountOutcomeUnknown", AccountOutcomeUnknown>;

export const AccountCommandPayload = createUnionType({
  name: "AccountCommandPayload",
  description: "What became of a command about an account.",
  types: () => [AccountCommandAccepted, AccountCommandRejection, AccountOutcomeUnknown] as const,
  resolveType: (value: object) => (value as { __typename: string }).__typename,
});
