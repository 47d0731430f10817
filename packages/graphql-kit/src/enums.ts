// The wire's enums as GraphQL enums: same words, registered once for every subgraph.
import {
  AccountKindCode,
  LiquidityCode,
  OrdStatusCode,
  OrdTypeCode,
  RejectReasonCode,
  SideCode,
  TimeInForceCode,
  TradingStateCode,
} from "@hft/wire";
import { registerEnumType } from "type-graphql";

/** An enum object whose values are its own names, as TypeGraphQL wants it. */
export const namesOf = <T extends Record<string, unknown>>(codes: T): { [K in keyof T]: K } =>
  Object.fromEntries(Object.keys(codes).map((name) => [name, name])) as { [K in keyof T]: K };

const { NONE: _none, ...rejectReasons } = RejectReasonCode;

export const SideEnum = namesOf(SideCode);
export const OrdTypeEnum = namesOf(OrdTypeCode);
export const TimeInForceEnum = namesOf(TimeInForceCode);
export const OrdStatusEnum = namesOf(OrdStatusCode);
export const LiquidityEnum = namesOf(LiquidityCode);
export const RejectReasonEnum = namesOf(rejectReasons);
export const TradingStateEnum = namesOf(TradingStateCode);
export const AccountKindEnum = namesOf(AccountKindCode);

registerEnumType(SideEnum, { name: "Side", description: "FIX Side (54)." });
registerEnumType(OrdTypeEnum, { name: "OrdType", description: "FIX OrdType (40)." });
registerEnumType(TimeInForceEnum, {
  name: "TimeInForce",
  description:
    "FIX TimeInForce (59). DAY ends with the session, IOC fills what it can at once, FOK all or nothing.",
});
registerEnumType(OrdStatusEnum, {
  name: "OrdStatus",
  description:
    "FIX OrdStatus (39): where the order is. PENDING_*, SUSPENDED and DONE_FOR_DAY appear on remote venues only.",
});
registerEnumType(LiquidityEnum, { name: "Liquidity", description: "FIX LastLiquidityInd (851)." });
registerEnumType(RejectReasonEnum, {
  name: "RejectReason",
  description:
    "Why the engine refused: FIX OrdRejReason (103), CxlRejReason (102), one list for all commands.",
});
registerEnumType(TradingStateEnum, {
  name: "TradingState",
  description:
    "ACTIVE takes all orders, REDUCING only those that reduce a position, HALTED none; cancels always pass.",
});
registerEnumType(AccountKindEnum, {
  name: "AccountKind",
  description:
    "CUSTOMER has buying power; MARKET is replayed order flow, which may short and holds no cash.",
});
