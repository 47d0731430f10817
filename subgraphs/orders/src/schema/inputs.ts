import { OrdStatusEnum, OrdTypeEnum, SideEnum, TimeInForceEnum } from "@hft/graphql-kit";
import { DecimalScalar } from "@hft/service-kit";
import type { OrdStatus, OrdType, Side, TimeInForce } from "@hft/wire";
import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "A new order; FIX New Order Single (D)." })
export class PlaceOrderInput {
  @Field(() => ID, { description: "One of your accounts; FIX Account (1)." })
  accountId!: string;
  @Field(() => String, { description: "FIX Symbol (55)." })
  symbol!: string;
  @Field(() => SideEnum, { description: "FIX Side (54)." })
  side!: Side;
  @Field(() => OrdTypeEnum, { description: "FIX OrdType (40)." })
  ordType!: OrdType;
  @Field(() => TimeInForceEnum, {
    nullable: true,
    description: "DAY for LIMIT and IOC for MARKET where left out; FIX TimeInForce (59).",
  })
  timeInForce?: TimeInForce | null;
  @Field(() => DecimalScalar, {
    description: "Positive, a multiple of the instrument's lot; FIX OrderQty (38).",
  })
  orderQty!: bigint;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "A multiple of the tick; needed for LIMIT, left out for MARKET; FIX Price (44).",
  })
  limitPx?: bigint | null;
  @Field(() => ID, {
    description:
      "1 to 48 printable ASCII characters, made before sending and kept on retry; FIX ClOrdID (11).",
  })
  clientOrderId!: string;
  @Field(() => String, {
    nullable: true,
    description:
      "A note of yours, at most 64 printable ASCII characters; part of what a retry must repeat; FIX Text (58).",
  })
  text?: string | null;
}

@InputType({ description: "What `replaceOrder` changes; FIX Order Cancel/Replace Request (G)." })
export class ReplaceOrderInput {
  @Field(() => ID, { description: "FIX OrderID (37); it stays." })
  id!: string;
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "New total quantity; the old one where left out. Less keeps the place in the queue.",
  })
  orderQty?: bigint | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "New limit price; the old one where left out. A change loses the place in the queue.",
  })
  limitPx?: bigint | null;
  @Field(() => ID, {
    description: "Idempotency key of this replace, 1 to 48 printable ASCII characters.",
  })
  replaceId!: string;
}

@InputType({ description: "Which orders a list shows; what is left out does not restrict." })
export class OrderFilter {
  @Field(() => ID, { nullable: true, description: "One of your accounts." })
  accountId?: string | null;
  @Field(() => String, { nullable: true, description: "FIX Symbol (55)." })
  symbol?: string | null;
  @Field(() => SideEnum, { nullable: true, description: "FIX Side (54)." })
  side?: Side | null;
  @Field(() => [OrdStatusEnum], {
    nullable: true,
    description: "Any of these; FIX OrdStatus (39).",
  })
  ordStatus?: OrdStatus[] | null;
}
