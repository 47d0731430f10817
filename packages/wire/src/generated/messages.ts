// Generated from contracts/wire/trading.xml by contracts/wire/generate.ts. Do not edit.
import { names, putHeaderOf, putText, rows, text } from "../codec-parts.ts";

export const SCHEMA_ID = 1;
export const SCHEMA_VERSION = 4;
const putHeader = putHeaderOf(SCHEMA_ID, SCHEMA_VERSION);

/** FIX 54. */
export const SideCode = {
  BUY: 1,
  SELL: 2,
} as const;
export type Side = keyof typeof SideCode;
const SideName = names(SideCode, "Side");

/** FIX 40. */
export const OrdTypeCode = {
  MARKET: 1,
  LIMIT: 2,
} as const;
export type OrdType = keyof typeof OrdTypeCode;
const OrdTypeName = names(OrdTypeCode, "OrdType");

/** FIX 59. */
export const TimeInForceCode = {
  DAY: 0,
  GTC: 1,
  IOC: 3,
  FOK: 4,
} as const;
export type TimeInForce = keyof typeof TimeInForceCode;
const TimeInForceName = names(TimeInForceCode, "TimeInForce");

/** FIX 39 (letters as hex digits: A = 10). */
export const OrdStatusCode = {
  NEW: 0,
  PARTIALLY_FILLED: 1,
  FILLED: 2,
  DONE_FOR_DAY: 3,
  CANCELED: 4,
  PENDING_CANCEL: 6,
  REJECTED: 8,
  SUSPENDED: 9,
  PENDING_NEW: 10,
  EXPIRED: 12,
  PENDING_REPLACE: 14,
} as const;
export type OrdStatus = keyof typeof OrdStatusCode;
const OrdStatusName = names(OrdStatusCode, "OrdStatus");

/** FIX 851. */
export const LiquidityCode = {
  MAKER: 1,
  TAKER: 2,
} as const;
export type Liquidity = keyof typeof LiquidityCode;
const LiquidityName = names(LiquidityCode, "Liquidity");

/** What a connection may do. */
export const ConnectionRoleCode = {
  PLATFORM: 1,
  PARTICIPANT: 2,
  ADMIN: 3,
} as const;
export type ConnectionRole = keyof typeof ConnectionRoleCode;
const ConnectionRoleName = names(ConnectionRoleCode, "ConnectionRole");

export const AccountKindCode = {
  CUSTOMER: 1,
  MARKET: 2,
} as const;
export type AccountKind = keyof typeof AccountKindCode;
const AccountKindName = names(AccountKindCode, "AccountKind");

/** FIX 340 idea. */
export const TradingStateCode = {
  ACTIVE: 0,
  REDUCING: 1,
  HALTED: 2,
} as const;
export type TradingState = keyof typeof TradingStateCode;
const TradingStateName = names(TradingStateCode, "TradingState");

export const TradingScopeCode = {
  GLOBAL: 1,
  ACCOUNT: 2,
  SYMBOL: 3,
} as const;
export type TradingScope = keyof typeof TradingScopeCode;
const TradingScopeName = names(TradingScopeCode, "TradingScope");

export const QueryKindCode = {
  ORDER_BY_CLIENT_ID: 1,
  ORDER_BY_ID: 2,
} as const;
export type QueryKind = keyof typeof QueryKindCode;
const QueryKindName = names(QueryKindCode, "QueryKind");

export const OutcomeCode = {
  ACCEPTED: 1,
  REJECTED: 2,
  NOT_FOUND: 3,
} as const;
export type Outcome = keyof typeof OutcomeCode;
const OutcomeName = names(OutcomeCode, "Outcome");

export const CancelReasonCode = {
  NONE: 0,
  USER: 1,
  MASS_CANCEL: 2,
  IOC_REMAINDER: 3,
  FOK_NOT_FILLABLE: 4,
  MARKET_REMAINDER: 5,
  CANCEL_ON_DISCONNECT: 6,
  KILL_SWITCH: 7,
  SELF_TRADE_PREVENTED: 8,
} as const;
export type CancelReason = keyof typeof CancelReasonCode;
const CancelReasonName = names(CancelReasonCode, "CancelReason");

/** FIX 103 / 102. */
export const RejectReasonCode = {
  NONE: 0,
  TRADING_HALTED: 1,
  TRADING_REDUCING: 2,
  MARKET_CLOSED: 3,
  KILL_SWITCH_ACTIVE: 4,
  UNKNOWN_ACCOUNT: 5,
  ACCOUNT_DISABLED: 6,
  UNKNOWN_SYMBOL: 7,
  SYMBOL_RESTRICTED: 8,
  NOT_SHORTABLE: 9,
  INVALID_QTY: 10,
  INVALID_PRICE: 11,
  INVALID_TICK: 12,
  INVALID_LOT: 13,
  UNSUPPORTED_TIF: 14,
  UNSUPPORTED_ORD_TYPE: 15,
  NOTIONAL_OVERFLOW: 16,
  INVALID_CLIENT_ORDER_ID: 17,
  DUPLICATE_CLIENT_ORDER_ID: 18,
  RATE_LIMIT_EXCEEDED: 19,
  DUPLICATE_ORDER_SUSPECTED: 20,
  MAX_ORDER_QTY: 21,
  MAX_ORDER_NOTIONAL: 22,
  PRICE_COLLAR: 23,
  STALE_REFERENCE_PRICE: 24,
  NO_REFERENCE_PRICE: 25,
  LULD_BAND: 26,
  CIRCUIT_BREAKER: 27,
  INSUFFICIENT_BUYING_POWER: 28,
  INSUFFICIENT_POSITION: 29,
  POSITION_LIMIT: 30,
  GROSS_EXPOSURE_LIMIT: 31,
  NET_EXPOSURE_LIMIT: 32,
  MAX_OPEN_ORDERS: 33,
  DAILY_LOSS_LIMIT: 34,
  CAPACITY_EXHAUSTED: 35,
  UNKNOWN_ORDER: 36,
  TOO_LATE_TO_CANCEL: 37,
  NOT_LOGGED_ON: 38,
  NOT_AUTHORIZED: 39,
  DEADLINE_EXPIRED: 40,
  MALFORMED: 41,
  UNSUPPORTED_COMMAND: 42,
  JOURNAL_UNAVAILABLE: 43,
  ENGINE_BUSY: 44,
  INVALID_INSTRUMENT: 45,
  INVALID_ACCOUNT: 46,
  INVALID_AMOUNT: 47,
  INVALID_LIMITS: 48,
  DUPLICATE_REPLACE_ID: 49,
} as const;
export type RejectReason = keyof typeof RejectReasonCode;
const RejectReasonName = names(RejectReasonCode, "RejectReason");

/** First message of a connection on 5555. */
export interface Logon {
  type: "Logon";
  role: ConnectionRole;
  cancelOnDisconnect: boolean;
  token: string;
  name: string;
}

/** Accepted, or why not. */
export interface LogonReply {
  type: "LogonReply";
  sessionIdHi: bigint;
  sessionIdLo: bigint;
  connectionId: bigint;
  lastSequence: bigint;
  lastCommandSequence: bigint;
  rejectReason: RejectReason;
  accepted: boolean;
  text: string;
}

export interface CommandEnvelopeAccounts {
  accountId: string;
}
/** Stands before commands of a frame and covers all that follow up to the next envelope; the k-th of them has requestId + k. The gateway overwrites connectionId, ingressTimeNs, deadlineNs and connectionRole. roles: bit 0 viewer, 1 trader, 2 risk, 3 admin, 4 integrator. ttlMs 0 = no deadline. */
export interface CommandEnvelope {
  type: "CommandEnvelope";
  requestId: bigint;
  connectionId: bigint;
  ingressTimeNs: bigint;
  deadlineNs: bigint;
  ttlMs: number;
  roles: number;
  connectionRole: ConnectionRole;
  principal: string;
  traceparent: string;
  accounts: CommandEnvelopeAccounts[];
}

/** Released when durable; the order as it stands after the command. isDuplicate: the client order id stood already and nothing happened. */
export interface CommandReply {
  type: "CommandReply";
  requestId: bigint;
  commandSequence: bigint;
  lastSequence: bigint;
  orderId: bigint;
  orderQty: bigint;
  limitPx: bigint;
  cumQty: bigint;
  leavesQty: bigint;
  cumCost: bigint;
  orderIngressTimeNs: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  journalledTimeNs: bigint;
  decidedTimeNs: bigint;
  durableTimeNs: bigint;
  releasedTimeNs: bigint;
  affectedCount: number;
  rejectReason: RejectReason;
  outcome: Outcome;
  isDuplicate: boolean;
  isDurable: boolean;
  ordStatus: OrdStatus;
  ordType: OrdType;
  timeInForce: TimeInForce;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
  text: string;
}

/** FIX D. limitPx 0 with MARKET. */
export interface NewOrder {
  type: "NewOrder";
  orderQty: bigint;
  limitPx: bigint;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
  ordType: OrdType;
  timeInForce: TimeInForce;
  text: string;
}

/** FIX F. By orderId, or by clientOrderId where orderId is 0. */
export interface CancelOrder {
  type: "CancelOrder";
  orderId: bigint;
  accountId: string;
  clientOrderId: string;
}

/** FIX G. Keeps the orderId; replaceId is the idempotency key. */
export interface ReplaceOrder {
  type: "ReplaceOrder";
  orderId: bigint;
  orderQty: bigint;
  limitPx: bigint;
  accountId: string;
  replaceId: string;
}

/** FIX q. Empty accountId = all accounts (risk or admin only); empty symbol = all symbols; isAnySide YES ignores side. */
export interface MassCancel {
  type: "MassCancel";
  accountId: string;
  symbol: string;
  side: Side;
  isAnySide: boolean;
}

/** tickPx x lotQty must be a whole 1e-8. */
export interface UpsertInstrument {
  type: "UpsertInstrument";
  tickPx: bigint;
  lotQty: bigint;
  minQty: bigint;
  maxQty: bigint;
  collarBps: number;
  isShortable: boolean;
  symbol: string;
  calendar: string;
  currency: string;
  venue: string;
}

/** Same content makes no event. */
export interface UpsertAccount {
  type: "UpsertAccount";
  accountId: string;
  kind: AccountKind;
  isShortAllowed: boolean;
  isEnabled: boolean;
  owner: string;
}

/** A repeated depositId has no effect; negative = withdrawal. */
export interface Deposit {
  type: "Deposit";
  amount: bigint;
  accountId: string;
  depositId: string;
}

/** 0 = no limit. */
export interface SetRiskLimits {
  type: "SetRiskLimits";
  maxOrderQty: bigint;
  maxOrderNotional: bigint;
  maxPositionQty: bigint;
  maxOpenOrders: number;
  ordersPerSecond: number;
  accountId: string;
  reason: string;
}

/** FIX 340 by scope. */
export interface SetTradingState {
  type: "SetTradingState";
  scope: TradingScope;
  state: TradingState;
  accountId: string;
  symbol: string;
  reason: string;
}

/** Engaged: cancels every open order of the account (empty = all) and refuses new ones. */
export interface KillSwitch {
  type: "KillSwitch";
  isEngaged: boolean;
  accountId: string;
  reason: string;
}

/** Journalled by the gateway when a connection has been silent for 3 s. */
export interface ConnectionExpired {
  type: "ConnectionExpired";
  connectionId: bigint;
}

/** Journalled by the gateway's timer. */
export interface SessionOpened {
  type: "SessionOpened";
  date: number;
  calendar: string;
}

/** Journalled by the gateway's timer; DAY orders end. */
export interface SessionClosed {
  type: "SessionClosed";
  date: number;
  calendar: string;
}

/** Not journalled; ordered through the same ring. */
export interface Query {
  type: "Query";
  orderId: bigint;
  kind: QueryKind;
  accountId: string;
  clientOrderId: string;
}

/** Keeps a connection alive and measures the clock offset. */
export interface Ping {
  type: "Ping";
  clientTimeNs: bigint;
}

/** Four stamps with the receiver's own. */
export interface Pong {
  type: "Pong";
  requestId: bigint;
  clientTimeNs: bigint;
  engineReceivedTimeNs: bigint;
  engineSentTimeNs: bigint;
  lastSequence: bigint;
}

/** FIX 8, ExecType 0. reserved: the account's whole reservation after it. */
export interface OrderAccepted {
  type: "OrderAccepted";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  orderId: bigint;
  orderQty: bigint;
  limitPx: bigint;
  leavesQty: bigint;
  reserved: bigint;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
  ordType: OrdType;
  timeInForce: TimeInForce;
  principal: string;
  text: string;
}

/** FIX 8, ExecType 8. */
export interface OrderRejected {
  type: "OrderRejected";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  orderId: bigint;
  orderQty: bigint;
  limitPx: bigint;
  rejectReason: RejectReason;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
  ordType: OrdType;
  timeInForce: TimeInForce;
  principal: string;
  text: string;
}

/** FIX 8, ExecType L. */
export interface OrderTriggered {
  type: "OrderTriggered";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  orderId: bigint;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
}

/** FIX 8, ExecType F. cumCost: sum of lastPx x lastQty of the order; positionCost, realizedPnl: the position's, average cost; lastRealizedPnl: this fill's part. */
export interface Fill {
  type: "Fill";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  orderId: bigint;
  matchId: bigint;
  lastQty: bigint;
  lastPx: bigint;
  cumQty: bigint;
  leavesQty: bigint;
  cumCost: bigint;
  positionQty: bigint;
  positionCost: bigint;
  realizedPnl: bigint;
  lastRealizedPnl: bigint;
  cash: bigint;
  reserved: bigint;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
  liquidity: Liquidity;
  ordStatus: OrdStatus;
}

/** FIX 8, ExecType 4. */
export interface OrderCanceled {
  type: "OrderCanceled";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  orderId: bigint;
  cumQty: bigint;
  canceledQty: bigint;
  reserved: bigint;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
  cancelReason: CancelReason;
}

/** FIX 8, ExecType 5. */
export interface OrderReplaced {
  type: "OrderReplaced";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  orderId: bigint;
  orderQty: bigint;
  limitPx: bigint;
  cumQty: bigint;
  leavesQty: bigint;
  reserved: bigint;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
  ordStatus: OrdStatus;
  replaceId: string;
}

/** FIX 9. */
export interface ReplaceRejected {
  type: "ReplaceRejected";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  orderId: bigint;
  rejectReason: RejectReason;
  accountId: string;
  clientOrderId: string;
  replaceId: string;
}

/** FIX 9. */
export interface CancelRejected {
  type: "CancelRejected";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  orderId: bigint;
  rejectReason: RejectReason;
  accountId: string;
  clientOrderId: string;
}

/** FIX 8, ExecType C. */
export interface OrderExpired {
  type: "OrderExpired";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  orderId: bigint;
  cumQty: bigint;
  expiredQty: bigint;
  reserved: bigint;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
}

/** A deposit or withdrawal. */
export interface BalanceChanged {
  type: "BalanceChanged";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  cash: bigint;
  reserved: bigint;
  delta: bigint;
  accountId: string;
  depositId: string;
}

/** AccountChanged. */
export interface AccountChanged {
  type: "AccountChanged";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  accountId: string;
  kind: AccountKind;
  isShortAllowed: boolean;
  isEnabled: boolean;
}

/** RiskLimitsChanged. */
export interface RiskLimitsChanged {
  type: "RiskLimitsChanged";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  maxOrderQty: bigint;
  maxOrderNotional: bigint;
  maxPositionQty: bigint;
  maxOpenOrders: number;
  ordersPerSecond: number;
  accountId: string;
  principal: string;
  reason: string;
}

/** AccountTradingStateChanged. */
export interface AccountTradingStateChanged {
  type: "AccountTradingStateChanged";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  accountId: string;
  state: TradingState;
  isKillSwitchEngaged: boolean;
  principal: string;
  reason: string;
}

/** Anonymous, after the two fills of a match. */
export interface TradePrint {
  type: "TradePrint";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  matchId: bigint;
  lastPx: bigint;
  lastQty: bigint;
  symbol: string;
  aggressorSide: Side;
}

/** Of the engine (GLOBAL) or a symbol. */
export interface TradingStateChanged {
  type: "TradingStateChanged";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  scope: TradingScope;
  state: TradingState;
  isKillSwitchEngaged: boolean;
  symbol: string;
  principal: string;
  reason: string;
}

/** The instrument after the change; also its snapshot. */
export interface InstrumentChanged {
  type: "InstrumentChanged";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  tickPx: bigint;
  lotQty: bigint;
  minQty: bigint;
  maxQty: bigint;
  collarBps: number;
  isShortable: boolean;
  symbol: string;
  calendar: string;
  currency: string;
  venue: string;
}

/** ReferencePxChanged. */
export interface ReferencePxChanged {
  type: "ReferencePxChanged";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  referencePx: bigint;
  symbol: string;
}

/** SessionChanged. */
export interface SessionChanged {
  type: "SessionChanged";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  date: number;
  isOpen: boolean;
  calendar: string;
}

/** Of the core's whole state, each 4,096 commands. */
export interface StateHash {
  type: "StateHash";
  sequence: bigint;
  commandSequence: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  stateHashHi: bigint;
  stateHashLo: bigint;
  stateLayout: number;
}

export interface BookDeltaLevels {
  px: bigint;
  qty: bigint;
  orderCount: number;
  side: Side;
}
/** Changed levels; qty 0 = level gone. */
export interface BookDelta {
  type: "BookDelta";
  bookSequence: bigint;
  asOfSequence: bigint;
  symbol: string;
  isSnapshot: boolean;
  levels: BookDeltaLevels[];
}

/** Best bid and ask; px 0 = side empty. */
export interface BookTop {
  type: "BookTop";
  bookSequence: bigint;
  asOfSequence: bigint;
  bidPx: bigint;
  bidQty: bigint;
  askPx: bigint;
  askQty: bigint;
  symbol: string;
}

/** Measurements of one command; never replayed. */
export interface HopTimes {
  type: "HopTimes";
  commandSequence: bigint;
  lastSequence: bigint;
  ingressTimeNs: bigint;
  journalledTimeNs: bigint;
  decidedTimeNs: bigint;
  durableTimeNs: bigint;
  releasedTimeNs: bigint;
}

/** Events from..to, both included; to 0 = up to the last durable. */
export interface ReplayRequest {
  type: "ReplayRequest";
  requestId: bigint;
  from: bigint;
  to: bigint;
}

/** Stands before count event messages in one frame. */
export interface ReplayChunk {
  type: "ReplayChunk";
  requestId: bigint;
  sessionIdHi: bigint;
  sessionIdLo: bigint;
  firstSequence: bigint;
  lastSequence: bigint;
  count: number;
  isLast: boolean;
}

/** kinds: bit 0 open orders, 1 accounts, 2 positions, 3 instruments, 4 book, 5 trading states; all at one sequence. Empty symbol = all. */
export interface SnapshotRequest {
  type: "SnapshotRequest";
  requestId: bigint;
  kinds: number;
  symbol: string;
}

/** Stands before count state messages in one frame. */
export interface SnapshotChunk {
  type: "SnapshotChunk";
  requestId: bigint;
  sessionIdHi: bigint;
  sessionIdLo: bigint;
  asOfSequence: bigint;
  count: number;
  isLast: boolean;
}

/** The asked range is older than what is kept. */
export interface SnapshotRequired {
  type: "SnapshotRequired";
  requestId: bigint;
  oldestSequence: bigint;
}

/** An open order. */
export interface OrderState {
  type: "OrderState";
  sequence: bigint;
  orderId: bigint;
  orderQty: bigint;
  limitPx: bigint;
  cumQty: bigint;
  leavesQty: bigint;
  cumCost: bigint;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  accountId: string;
  symbol: string;
  clientOrderId: string;
  side: Side;
  ordType: OrdType;
  timeInForce: TimeInForce;
  ordStatus: OrdStatus;
  text: string;
}

/** AccountState. */
export interface AccountState {
  type: "AccountState";
  cash: bigint;
  reserved: bigint;
  maxOrderQty: bigint;
  maxOrderNotional: bigint;
  maxPositionQty: bigint;
  maxOpenOrders: number;
  ordersPerSecond: number;
  accountId: string;
  kind: AccountKind;
  isShortAllowed: boolean;
  isEnabled: boolean;
  state: TradingState;
  isKillSwitchEngaged: boolean;
}

/** PositionState. */
export interface PositionState {
  type: "PositionState";
  quantity: bigint;
  cost: bigint;
  realizedPnl: bigint;
  accountId: string;
  symbol: string;
}

/** Answer to a request on 5557 that could not be read. */
export interface RequestRejected {
  type: "RequestRejected";
  requestId: bigint;
  rejectReason: RejectReason;
  text: string;
}

/** Every delivery up to sequence is acknowledged by Kafka. */
export interface Checkpoint {
  type: "Checkpoint";
  sessionIdHi: bigint;
  sessionIdLo: bigint;
  sequence: bigint;
  timeNs: bigint;
}

export type Message =
  | Logon
  | LogonReply
  | CommandEnvelope
  | CommandReply
  | NewOrder
  | CancelOrder
  | ReplaceOrder
  | MassCancel
  | UpsertInstrument
  | UpsertAccount
  | Deposit
  | SetRiskLimits
  | SetTradingState
  | KillSwitch
  | ConnectionExpired
  | SessionOpened
  | SessionClosed
  | Query
  | Ping
  | Pong
  | OrderAccepted
  | OrderRejected
  | OrderTriggered
  | Fill
  | OrderCanceled
  | OrderReplaced
  | ReplaceRejected
  | CancelRejected
  | OrderExpired
  | BalanceChanged
  | AccountChanged
  | RiskLimitsChanged
  | AccountTradingStateChanged
  | TradePrint
  | TradingStateChanged
  | InstrumentChanged
  | ReferencePxChanged
  | SessionChanged
  | StateHash
  | BookDelta
  | BookTop
  | HopTimes
  | ReplayRequest
  | ReplayChunk
  | SnapshotRequest
  | SnapshotChunk
  | SnapshotRequired
  | OrderState
  | AccountState
  | PositionState
  | RequestRejected
  | Checkpoint;
export type MessageType = Message["type"];

/** Template id of each message. */
export const TemplateId = {
  Logon: 1,
  LogonReply: 2,
  CommandEnvelope: 3,
  CommandReply: 4,
  NewOrder: 5,
  CancelOrder: 6,
  ReplaceOrder: 7,
  MassCancel: 8,
  UpsertInstrument: 9,
  UpsertAccount: 10,
  Deposit: 11,
  SetRiskLimits: 12,
  SetTradingState: 13,
  KillSwitch: 14,
  ConnectionExpired: 15,
  SessionOpened: 16,
  SessionClosed: 17,
  Query: 18,
  Ping: 19,
  Pong: 20,
  OrderAccepted: 40,
  OrderRejected: 41,
  OrderTriggered: 42,
  Fill: 43,
  OrderCanceled: 44,
  OrderReplaced: 45,
  ReplaceRejected: 46,
  CancelRejected: 47,
  OrderExpired: 48,
  BalanceChanged: 49,
  AccountChanged: 50,
  RiskLimitsChanged: 51,
  AccountTradingStateChanged: 52,
  TradePrint: 60,
  TradingStateChanged: 61,
  InstrumentChanged: 62,
  ReferencePxChanged: 63,
  SessionChanged: 64,
  StateHash: 65,
  BookDelta: 80,
  BookTop: 81,
  HopTimes: 82,
  ReplayRequest: 90,
  ReplayChunk: 91,
  SnapshotRequest: 92,
  SnapshotChunk: 93,
  SnapshotRequired: 94,
  OrderState: 95,
  AccountState: 96,
  PositionState: 97,
  RequestRejected: 98,
  Checkpoint: 110,
} as const satisfies Record<MessageType, number>;

function encodeLogon(m: Logon): Buffer {
  const b = Buffer.alloc(106);
  putHeader(b, 98, 1);
  b.writeUIntLE(ConnectionRoleCode[m.role], 8 + 0, 1);
  b[8 + 1] = m.cancelOnDisconnect ? 1 : 0;
  putText(b, 8 + 2, 64, m.token, "token");
  putText(b, 8 + 66, 32, m.name, "name");
  return b;
}

function encodeLogonReply(m: LogonReply): Buffer {
  const b = Buffer.alloc(115);
  putHeader(b, 107, 2);
  b.writeBigUInt64LE(m.sessionIdHi, 8 + 0);
  b.writeBigUInt64LE(m.sessionIdLo, 8 + 8);
  b.writeBigUInt64LE(m.connectionId, 8 + 16);
  b.writeBigUInt64LE(m.lastSequence, 8 + 24);
  b.writeBigUInt64LE(m.lastCommandSequence, 8 + 32);
  b.writeUIntLE(RejectReasonCode[m.rejectReason], 8 + 40, 2);
  b[8 + 42] = m.accepted ? 1 : 0;
  putText(b, 8 + 43, 64, m.text, "text");
  return b;
}

function encodeCommandEnvelope(m: CommandEnvelope): Buffer {
  const b = Buffer.alloc(138 + m.accounts.length * 16);
  putHeader(b, 126, 3);
  b.writeBigUInt64LE(m.requestId, 8 + 0);
  b.writeBigUInt64LE(m.connectionId, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.deadlineNs, 8 + 24);
  b.writeUIntLE(m.ttlMs, 8 + 32, 4);
  b.writeUIntLE(m.roles, 8 + 36, 2);
  b.writeUIntLE(ConnectionRoleCode[m.connectionRole], 8 + 38, 1);
  putText(b, 8 + 39, 32, m.principal, "principal");
  putText(b, 8 + 71, 55, m.traceparent, "traceparent");
  b.writeUInt16LE(16, 134);
  b.writeUInt16LE(m.accounts.length, 136);
  m.accounts.forEach((row, i) => {
    const at = 138 + i * 16;
    putText(b, at + 0, 16, row.accountId, "accountId");
  });
  return b;
}

function encodeCommandReply(m: CommandReply): Buffer {
  const b = Buffer.alloc(293);
  putHeader(b, 285, 4);
  b.writeBigUInt64LE(m.requestId, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.lastSequence, 8 + 16);
  b.writeBigUInt64LE(m.orderId, 8 + 24);
  b.writeBigInt64LE(m.orderQty, 8 + 32);
  b.writeBigInt64LE(m.limitPx, 8 + 40);
  b.writeBigInt64LE(m.cumQty, 8 + 48);
  b.writeBigInt64LE(m.leavesQty, 8 + 56);
  b.writeBigInt64LE(m.cumCost, 8 + 64);
  b.writeBigUInt64LE(m.orderIngressTimeNs, 8 + 72);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 80);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 88);
  b.writeBigUInt64LE(m.journalledTimeNs, 8 + 96);
  b.writeBigUInt64LE(m.decidedTimeNs, 8 + 104);
  b.writeBigUInt64LE(m.durableTimeNs, 8 + 112);
  b.writeBigUInt64LE(m.releasedTimeNs, 8 + 120);
  b.writeUIntLE(m.affectedCount, 8 + 128, 4);
  b.writeUIntLE(RejectReasonCode[m.rejectReason], 8 + 132, 2);
  b.writeUIntLE(OutcomeCode[m.outcome], 8 + 134, 1);
  b[8 + 135] = m.isDuplicate ? 1 : 0;
  b[8 + 136] = m.isDurable ? 1 : 0;
  b.writeUIntLE(OrdStatusCode[m.ordStatus], 8 + 137, 1);
  b.writeUIntLE(OrdTypeCode[m.ordType], 8 + 138, 1);
  b.writeUIntLE(TimeInForceCode[m.timeInForce], 8 + 139, 1);
  putText(b, 8 + 140, 16, m.accountId, "accountId");
  putText(b, 8 + 156, 16, m.symbol, "symbol");
  putText(b, 8 + 172, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 220, 1);
  putText(b, 8 + 221, 64, m.text, "text");
  return b;
}

function encodeNewOrder(m: NewOrder): Buffer {
  const b = Buffer.alloc(171);
  putHeader(b, 163, 5);
  b.writeBigInt64LE(m.orderQty, 8 + 0);
  b.writeBigInt64LE(m.limitPx, 8 + 8);
  putText(b, 8 + 16, 16, m.accountId, "accountId");
  putText(b, 8 + 32, 16, m.symbol, "symbol");
  putText(b, 8 + 48, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 96, 1);
  b.writeUIntLE(OrdTypeCode[m.ordType], 8 + 97, 1);
  b.writeUIntLE(TimeInForceCode[m.timeInForce], 8 + 98, 1);
  putText(b, 8 + 99, 64, m.text, "text");
  return b;
}

function encodeCancelOrder(m: CancelOrder): Buffer {
  const b = Buffer.alloc(80);
  putHeader(b, 72, 6);
  b.writeBigUInt64LE(m.orderId, 8 + 0);
  putText(b, 8 + 8, 16, m.accountId, "accountId");
  putText(b, 8 + 24, 48, m.clientOrderId, "clientOrderId");
  return b;
}

function encodeReplaceOrder(m: ReplaceOrder): Buffer {
  const b = Buffer.alloc(96);
  putHeader(b, 88, 7);
  b.writeBigUInt64LE(m.orderId, 8 + 0);
  b.writeBigInt64LE(m.orderQty, 8 + 8);
  b.writeBigInt64LE(m.limitPx, 8 + 16);
  putText(b, 8 + 24, 16, m.accountId, "accountId");
  putText(b, 8 + 40, 48, m.replaceId, "replaceId");
  return b;
}

function encodeMassCancel(m: MassCancel): Buffer {
  const b = Buffer.alloc(42);
  putHeader(b, 34, 8);
  putText(b, 8 + 0, 16, m.accountId, "accountId");
  putText(b, 8 + 16, 16, m.symbol, "symbol");
  b.writeUIntLE(SideCode[m.side], 8 + 32, 1);
  b[8 + 33] = m.isAnySide ? 1 : 0;
  return b;
}

function encodeUpsertInstrument(m: UpsertInstrument): Buffer {
  const b = Buffer.alloc(101);
  putHeader(b, 93, 9);
  b.writeBigInt64LE(m.tickPx, 8 + 0);
  b.writeBigInt64LE(m.lotQty, 8 + 8);
  b.writeBigInt64LE(m.minQty, 8 + 16);
  b.writeBigInt64LE(m.maxQty, 8 + 24);
  b.writeUIntLE(m.collarBps, 8 + 32, 4);
  b[8 + 36] = m.isShortable ? 1 : 0;
  putText(b, 8 + 37, 16, m.symbol, "symbol");
  putText(b, 8 + 53, 16, m.calendar, "calendar");
  putText(b, 8 + 69, 8, m.currency, "currency");
  putText(b, 8 + 77, 16, m.venue, "venue");
  return b;
}

function encodeUpsertAccount(m: UpsertAccount): Buffer {
  const b = Buffer.alloc(59);
  putHeader(b, 51, 10);
  putText(b, 8 + 0, 16, m.accountId, "accountId");
  b.writeUIntLE(AccountKindCode[m.kind], 8 + 16, 1);
  b[8 + 17] = m.isShortAllowed ? 1 : 0;
  b[8 + 18] = m.isEnabled ? 1 : 0;
  putText(b, 8 + 19, 32, m.owner, "owner");
  return b;
}

function encodeDeposit(m: Deposit): Buffer {
  const b = Buffer.alloc(80);
  putHeader(b, 72, 11);
  b.writeBigInt64LE(m.amount, 8 + 0);
  putText(b, 8 + 8, 16, m.accountId, "accountId");
  putText(b, 8 + 24, 48, m.depositId, "depositId");
  return b;
}

function encodeSetRiskLimits(m: SetRiskLimits): Buffer {
  const b = Buffer.alloc(120);
  putHeader(b, 112, 12);
  b.writeBigInt64LE(m.maxOrderQty, 8 + 0);
  b.writeBigInt64LE(m.maxOrderNotional, 8 + 8);
  b.writeBigInt64LE(m.maxPositionQty, 8 + 16);
  b.writeUIntLE(m.maxOpenOrders, 8 + 24, 4);
  b.writeUIntLE(m.ordersPerSecond, 8 + 28, 4);
  putText(b, 8 + 32, 16, m.accountId, "accountId");
  putText(b, 8 + 48, 64, m.reason, "reason");
  return b;
}

function encodeSetTradingState(m: SetTradingState): Buffer {
  const b = Buffer.alloc(106);
  putHeader(b, 98, 13);
  b.writeUIntLE(TradingScopeCode[m.scope], 8 + 0, 1);
  b.writeUIntLE(TradingStateCode[m.state], 8 + 1, 1);
  putText(b, 8 + 2, 16, m.accountId, "accountId");
  putText(b, 8 + 18, 16, m.symbol, "symbol");
  putText(b, 8 + 34, 64, m.reason, "reason");
  return b;
}

function encodeKillSwitch(m: KillSwitch): Buffer {
  const b = Buffer.alloc(89);
  putHeader(b, 81, 14);
  b[8 + 0] = m.isEngaged ? 1 : 0;
  putText(b, 8 + 1, 16, m.accountId, "accountId");
  putText(b, 8 + 17, 64, m.reason, "reason");
  return b;
}

function encodeConnectionExpired(m: ConnectionExpired): Buffer {
  const b = Buffer.alloc(16);
  putHeader(b, 8, 15);
  b.writeBigUInt64LE(m.connectionId, 8 + 0);
  return b;
}

function encodeSessionOpened(m: SessionOpened): Buffer {
  const b = Buffer.alloc(28);
  putHeader(b, 20, 16);
  b.writeUIntLE(m.date, 8 + 0, 4);
  putText(b, 8 + 4, 16, m.calendar, "calendar");
  return b;
}

function encodeSessionClosed(m: SessionClosed): Buffer {
  const b = Buffer.alloc(28);
  putHeader(b, 20, 17);
  b.writeUIntLE(m.date, 8 + 0, 4);
  putText(b, 8 + 4, 16, m.calendar, "calendar");
  return b;
}

function encodeQuery(m: Query): Buffer {
  const b = Buffer.alloc(81);
  putHeader(b, 73, 18);
  b.writeBigUInt64LE(m.orderId, 8 + 0);
  b.writeUIntLE(QueryKindCode[m.kind], 8 + 8, 1);
  putText(b, 8 + 9, 16, m.accountId, "accountId");
  putText(b, 8 + 25, 48, m.clientOrderId, "clientOrderId");
  return b;
}

function encodePing(m: Ping): Buffer {
  const b = Buffer.alloc(16);
  putHeader(b, 8, 19);
  b.writeBigUInt64LE(m.clientTimeNs, 8 + 0);
  return b;
}

function encodePong(m: Pong): Buffer {
  const b = Buffer.alloc(48);
  putHeader(b, 40, 20);
  b.writeBigUInt64LE(m.requestId, 8 + 0);
  b.writeBigUInt64LE(m.clientTimeNs, 8 + 8);
  b.writeBigUInt64LE(m.engineReceivedTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.engineSentTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.lastSequence, 8 + 32);
  return b;
}

function encodeOrderAccepted(m: OrderAccepted): Buffer {
  const b = Buffer.alloc(259);
  putHeader(b, 251, 40);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.orderId, 8 + 32);
  b.writeBigInt64LE(m.orderQty, 8 + 40);
  b.writeBigInt64LE(m.limitPx, 8 + 48);
  b.writeBigInt64LE(m.leavesQty, 8 + 56);
  b.writeBigInt64LE(m.reserved, 8 + 64);
  putText(b, 8 + 72, 16, m.accountId, "accountId");
  putText(b, 8 + 88, 16, m.symbol, "symbol");
  putText(b, 8 + 104, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 152, 1);
  b.writeUIntLE(OrdTypeCode[m.ordType], 8 + 153, 1);
  b.writeUIntLE(TimeInForceCode[m.timeInForce], 8 + 154, 1);
  putText(b, 8 + 155, 32, m.principal, "principal");
  putText(b, 8 + 187, 64, m.text, "text");
  return b;
}

function encodeOrderRejected(m: OrderRejected): Buffer {
  const b = Buffer.alloc(245);
  putHeader(b, 237, 41);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.orderId, 8 + 32);
  b.writeBigInt64LE(m.orderQty, 8 + 40);
  b.writeBigInt64LE(m.limitPx, 8 + 48);
  b.writeUIntLE(RejectReasonCode[m.rejectReason], 8 + 56, 2);
  putText(b, 8 + 58, 16, m.accountId, "accountId");
  putText(b, 8 + 74, 16, m.symbol, "symbol");
  putText(b, 8 + 90, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 138, 1);
  b.writeUIntLE(OrdTypeCode[m.ordType], 8 + 139, 1);
  b.writeUIntLE(TimeInForceCode[m.timeInForce], 8 + 140, 1);
  putText(b, 8 + 141, 32, m.principal, "principal");
  putText(b, 8 + 173, 64, m.text, "text");
  return b;
}

function encodeOrderTriggered(m: OrderTriggered): Buffer {
  const b = Buffer.alloc(129);
  putHeader(b, 121, 42);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.orderId, 8 + 32);
  putText(b, 8 + 40, 16, m.accountId, "accountId");
  putText(b, 8 + 56, 16, m.symbol, "symbol");
  putText(b, 8 + 72, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 120, 1);
  return b;
}

function encodeFill(m: Fill): Buffer {
  const b = Buffer.alloc(227);
  putHeader(b, 219, 43);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.orderId, 8 + 32);
  b.writeBigUInt64LE(m.matchId, 8 + 40);
  b.writeBigInt64LE(m.lastQty, 8 + 48);
  b.writeBigInt64LE(m.lastPx, 8 + 56);
  b.writeBigInt64LE(m.cumQty, 8 + 64);
  b.writeBigInt64LE(m.leavesQty, 8 + 72);
  b.writeBigInt64LE(m.cumCost, 8 + 80);
  b.writeBigInt64LE(m.positionQty, 8 + 88);
  b.writeBigInt64LE(m.positionCost, 8 + 96);
  b.writeBigInt64LE(m.realizedPnl, 8 + 104);
  b.writeBigInt64LE(m.lastRealizedPnl, 8 + 112);
  b.writeBigInt64LE(m.cash, 8 + 120);
  b.writeBigInt64LE(m.reserved, 8 + 128);
  putText(b, 8 + 136, 16, m.accountId, "accountId");
  putText(b, 8 + 152, 16, m.symbol, "symbol");
  putText(b, 8 + 168, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 216, 1);
  b.writeUIntLE(LiquidityCode[m.liquidity], 8 + 217, 1);
  b.writeUIntLE(OrdStatusCode[m.ordStatus], 8 + 218, 1);
  return b;
}

function encodeOrderCanceled(m: OrderCanceled): Buffer {
  const b = Buffer.alloc(154);
  putHeader(b, 146, 44);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.orderId, 8 + 32);
  b.writeBigInt64LE(m.cumQty, 8 + 40);
  b.writeBigInt64LE(m.canceledQty, 8 + 48);
  b.writeBigInt64LE(m.reserved, 8 + 56);
  putText(b, 8 + 64, 16, m.accountId, "accountId");
  putText(b, 8 + 80, 16, m.symbol, "symbol");
  putText(b, 8 + 96, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 144, 1);
  b.writeUIntLE(CancelReasonCode[m.cancelReason], 8 + 145, 1);
  return b;
}

function encodeOrderReplaced(m: OrderReplaced): Buffer {
  const b = Buffer.alloc(218);
  putHeader(b, 210, 45);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.orderId, 8 + 32);
  b.writeBigInt64LE(m.orderQty, 8 + 40);
  b.writeBigInt64LE(m.limitPx, 8 + 48);
  b.writeBigInt64LE(m.cumQty, 8 + 56);
  b.writeBigInt64LE(m.leavesQty, 8 + 64);
  b.writeBigInt64LE(m.reserved, 8 + 72);
  putText(b, 8 + 80, 16, m.accountId, "accountId");
  putText(b, 8 + 96, 16, m.symbol, "symbol");
  putText(b, 8 + 112, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 160, 1);
  b.writeUIntLE(OrdStatusCode[m.ordStatus], 8 + 161, 1);
  putText(b, 8 + 162, 48, m.replaceId, "replaceId");
  return b;
}

function encodeReplaceRejected(m: ReplaceRejected): Buffer {
  const b = Buffer.alloc(162);
  putHeader(b, 154, 46);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.orderId, 8 + 32);
  b.writeUIntLE(RejectReasonCode[m.rejectReason], 8 + 40, 2);
  putText(b, 8 + 42, 16, m.accountId, "accountId");
  putText(b, 8 + 58, 48, m.clientOrderId, "clientOrderId");
  putText(b, 8 + 106, 48, m.replaceId, "replaceId");
  return b;
}

function encodeCancelRejected(m: CancelRejected): Buffer {
  const b = Buffer.alloc(114);
  putHeader(b, 106, 47);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.orderId, 8 + 32);
  b.writeUIntLE(RejectReasonCode[m.rejectReason], 8 + 40, 2);
  putText(b, 8 + 42, 16, m.accountId, "accountId");
  putText(b, 8 + 58, 48, m.clientOrderId, "clientOrderId");
  return b;
}

function encodeOrderExpired(m: OrderExpired): Buffer {
  const b = Buffer.alloc(153);
  putHeader(b, 145, 48);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.orderId, 8 + 32);
  b.writeBigInt64LE(m.cumQty, 8 + 40);
  b.writeBigInt64LE(m.expiredQty, 8 + 48);
  b.writeBigInt64LE(m.reserved, 8 + 56);
  putText(b, 8 + 64, 16, m.accountId, "accountId");
  putText(b, 8 + 80, 16, m.symbol, "symbol");
  putText(b, 8 + 96, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 144, 1);
  return b;
}

function encodeBalanceChanged(m: BalanceChanged): Buffer {
  const b = Buffer.alloc(128);
  putHeader(b, 120, 49);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigInt64LE(m.cash, 8 + 32);
  b.writeBigInt64LE(m.reserved, 8 + 40);
  b.writeBigInt64LE(m.delta, 8 + 48);
  putText(b, 8 + 56, 16, m.accountId, "accountId");
  putText(b, 8 + 72, 48, m.depositId, "depositId");
  return b;
}

function encodeAccountChanged(m: AccountChanged): Buffer {
  const b = Buffer.alloc(59);
  putHeader(b, 51, 50);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  putText(b, 8 + 32, 16, m.accountId, "accountId");
  b.writeUIntLE(AccountKindCode[m.kind], 8 + 48, 1);
  b[8 + 49] = m.isShortAllowed ? 1 : 0;
  b[8 + 50] = m.isEnabled ? 1 : 0;
  return b;
}

function encodeRiskLimitsChanged(m: RiskLimitsChanged): Buffer {
  const b = Buffer.alloc(184);
  putHeader(b, 176, 51);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigInt64LE(m.maxOrderQty, 8 + 32);
  b.writeBigInt64LE(m.maxOrderNotional, 8 + 40);
  b.writeBigInt64LE(m.maxPositionQty, 8 + 48);
  b.writeUIntLE(m.maxOpenOrders, 8 + 56, 4);
  b.writeUIntLE(m.ordersPerSecond, 8 + 60, 4);
  putText(b, 8 + 64, 16, m.accountId, "accountId");
  putText(b, 8 + 80, 32, m.principal, "principal");
  putText(b, 8 + 112, 64, m.reason, "reason");
  return b;
}

function encodeAccountTradingStateChanged(m: AccountTradingStateChanged): Buffer {
  const b = Buffer.alloc(154);
  putHeader(b, 146, 52);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  putText(b, 8 + 32, 16, m.accountId, "accountId");
  b.writeUIntLE(TradingStateCode[m.state], 8 + 48, 1);
  b[8 + 49] = m.isKillSwitchEngaged ? 1 : 0;
  putText(b, 8 + 50, 32, m.principal, "principal");
  putText(b, 8 + 82, 64, m.reason, "reason");
  return b;
}

function encodeTradePrint(m: TradePrint): Buffer {
  const b = Buffer.alloc(81);
  putHeader(b, 73, 60);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.matchId, 8 + 32);
  b.writeBigInt64LE(m.lastPx, 8 + 40);
  b.writeBigInt64LE(m.lastQty, 8 + 48);
  putText(b, 8 + 56, 16, m.symbol, "symbol");
  b.writeUIntLE(SideCode[m.aggressorSide], 8 + 72, 1);
  return b;
}

function encodeTradingStateChanged(m: TradingStateChanged): Buffer {
  const b = Buffer.alloc(155);
  putHeader(b, 147, 61);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeUIntLE(TradingScopeCode[m.scope], 8 + 32, 1);
  b.writeUIntLE(TradingStateCode[m.state], 8 + 33, 1);
  b[8 + 34] = m.isKillSwitchEngaged ? 1 : 0;
  putText(b, 8 + 35, 16, m.symbol, "symbol");
  putText(b, 8 + 51, 32, m.principal, "principal");
  putText(b, 8 + 83, 64, m.reason, "reason");
  return b;
}

function encodeInstrumentChanged(m: InstrumentChanged): Buffer {
  const b = Buffer.alloc(133);
  putHeader(b, 125, 62);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigInt64LE(m.tickPx, 8 + 32);
  b.writeBigInt64LE(m.lotQty, 8 + 40);
  b.writeBigInt64LE(m.minQty, 8 + 48);
  b.writeBigInt64LE(m.maxQty, 8 + 56);
  b.writeUIntLE(m.collarBps, 8 + 64, 4);
  b[8 + 68] = m.isShortable ? 1 : 0;
  putText(b, 8 + 69, 16, m.symbol, "symbol");
  putText(b, 8 + 85, 16, m.calendar, "calendar");
  putText(b, 8 + 101, 8, m.currency, "currency");
  putText(b, 8 + 109, 16, m.venue, "venue");
  return b;
}

function encodeReferencePxChanged(m: ReferencePxChanged): Buffer {
  const b = Buffer.alloc(64);
  putHeader(b, 56, 63);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigInt64LE(m.referencePx, 8 + 32);
  putText(b, 8 + 40, 16, m.symbol, "symbol");
  return b;
}

function encodeSessionChanged(m: SessionChanged): Buffer {
  const b = Buffer.alloc(61);
  putHeader(b, 53, 64);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeUIntLE(m.date, 8 + 32, 4);
  b[8 + 36] = m.isOpen ? 1 : 0;
  putText(b, 8 + 37, 16, m.calendar, "calendar");
  return b;
}

function encodeStateHash(m: StateHash): Buffer {
  const b = Buffer.alloc(58);
  putHeader(b, 50, 65);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.commandSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.stateHashHi, 8 + 32);
  b.writeBigUInt64LE(m.stateHashLo, 8 + 40);
  b.writeUIntLE(m.stateLayout, 8 + 48, 2);
  return b;
}

function encodeBookDelta(m: BookDelta): Buffer {
  const b = Buffer.alloc(45 + m.levels.length * 21);
  putHeader(b, 33, 80);
  b.writeBigUInt64LE(m.bookSequence, 8 + 0);
  b.writeBigUInt64LE(m.asOfSequence, 8 + 8);
  putText(b, 8 + 16, 16, m.symbol, "symbol");
  b[8 + 32] = m.isSnapshot ? 1 : 0;
  b.writeUInt16LE(21, 41);
  b.writeUInt16LE(m.levels.length, 43);
  m.levels.forEach((row, i) => {
    const at = 45 + i * 21;
    b.writeBigInt64LE(row.px, at + 0);
    b.writeBigInt64LE(row.qty, at + 8);
    b.writeUIntLE(row.orderCount, at + 16, 4);
    b.writeUIntLE(SideCode[row.side], at + 20, 1);
  });
  return b;
}

function encodeBookTop(m: BookTop): Buffer {
  const b = Buffer.alloc(72);
  putHeader(b, 64, 81);
  b.writeBigUInt64LE(m.bookSequence, 8 + 0);
  b.writeBigUInt64LE(m.asOfSequence, 8 + 8);
  b.writeBigInt64LE(m.bidPx, 8 + 16);
  b.writeBigInt64LE(m.bidQty, 8 + 24);
  b.writeBigInt64LE(m.askPx, 8 + 32);
  b.writeBigInt64LE(m.askQty, 8 + 40);
  putText(b, 8 + 48, 16, m.symbol, "symbol");
  return b;
}

function encodeHopTimes(m: HopTimes): Buffer {
  const b = Buffer.alloc(64);
  putHeader(b, 56, 82);
  b.writeBigUInt64LE(m.commandSequence, 8 + 0);
  b.writeBigUInt64LE(m.lastSequence, 8 + 8);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 16);
  b.writeBigUInt64LE(m.journalledTimeNs, 8 + 24);
  b.writeBigUInt64LE(m.decidedTimeNs, 8 + 32);
  b.writeBigUInt64LE(m.durableTimeNs, 8 + 40);
  b.writeBigUInt64LE(m.releasedTimeNs, 8 + 48);
  return b;
}

function encodeReplayRequest(m: ReplayRequest): Buffer {
  const b = Buffer.alloc(32);
  putHeader(b, 24, 90);
  b.writeBigUInt64LE(m.requestId, 8 + 0);
  b.writeBigUInt64LE(m.from, 8 + 8);
  b.writeBigUInt64LE(m.to, 8 + 16);
  return b;
}

function encodeReplayChunk(m: ReplayChunk): Buffer {
  const b = Buffer.alloc(53);
  putHeader(b, 45, 91);
  b.writeBigUInt64LE(m.requestId, 8 + 0);
  b.writeBigUInt64LE(m.sessionIdHi, 8 + 8);
  b.writeBigUInt64LE(m.sessionIdLo, 8 + 16);
  b.writeBigUInt64LE(m.firstSequence, 8 + 24);
  b.writeBigUInt64LE(m.lastSequence, 8 + 32);
  b.writeUIntLE(m.count, 8 + 40, 4);
  b[8 + 44] = m.isLast ? 1 : 0;
  return b;
}

function encodeSnapshotRequest(m: SnapshotRequest): Buffer {
  const b = Buffer.alloc(34);
  putHeader(b, 26, 92);
  b.writeBigUInt64LE(m.requestId, 8 + 0);
  b.writeUIntLE(m.kinds, 8 + 8, 2);
  putText(b, 8 + 10, 16, m.symbol, "symbol");
  return b;
}

function encodeSnapshotChunk(m: SnapshotChunk): Buffer {
  const b = Buffer.alloc(45);
  putHeader(b, 37, 93);
  b.writeBigUInt64LE(m.requestId, 8 + 0);
  b.writeBigUInt64LE(m.sessionIdHi, 8 + 8);
  b.writeBigUInt64LE(m.sessionIdLo, 8 + 16);
  b.writeBigUInt64LE(m.asOfSequence, 8 + 24);
  b.writeUIntLE(m.count, 8 + 32, 4);
  b[8 + 36] = m.isLast ? 1 : 0;
  return b;
}

function encodeSnapshotRequired(m: SnapshotRequired): Buffer {
  const b = Buffer.alloc(24);
  putHeader(b, 16, 94);
  b.writeBigUInt64LE(m.requestId, 8 + 0);
  b.writeBigUInt64LE(m.oldestSequence, 8 + 8);
  return b;
}

function encodeOrderState(m: OrderState): Buffer {
  const b = Buffer.alloc(228);
  putHeader(b, 220, 95);
  b.writeBigUInt64LE(m.sequence, 8 + 0);
  b.writeBigUInt64LE(m.orderId, 8 + 8);
  b.writeBigInt64LE(m.orderQty, 8 + 16);
  b.writeBigInt64LE(m.limitPx, 8 + 24);
  b.writeBigInt64LE(m.cumQty, 8 + 32);
  b.writeBigInt64LE(m.leavesQty, 8 + 40);
  b.writeBigInt64LE(m.cumCost, 8 + 48);
  b.writeBigUInt64LE(m.ingressTimeNs, 8 + 56);
  b.writeBigUInt64LE(m.transactTimeNs, 8 + 64);
  putText(b, 8 + 72, 16, m.accountId, "accountId");
  putText(b, 8 + 88, 16, m.symbol, "symbol");
  putText(b, 8 + 104, 48, m.clientOrderId, "clientOrderId");
  b.writeUIntLE(SideCode[m.side], 8 + 152, 1);
  b.writeUIntLE(OrdTypeCode[m.ordType], 8 + 153, 1);
  b.writeUIntLE(TimeInForceCode[m.timeInForce], 8 + 154, 1);
  b.writeUIntLE(OrdStatusCode[m.ordStatus], 8 + 155, 1);
  putText(b, 8 + 156, 64, m.text, "text");
  return b;
}

function encodeAccountState(m: AccountState): Buffer {
  const b = Buffer.alloc(77);
  putHeader(b, 69, 96);
  b.writeBigInt64LE(m.cash, 8 + 0);
  b.writeBigInt64LE(m.reserved, 8 + 8);
  b.writeBigInt64LE(m.maxOrderQty, 8 + 16);
  b.writeBigInt64LE(m.maxOrderNotional, 8 + 24);
  b.writeBigInt64LE(m.maxPositionQty, 8 + 32);
  b.writeUIntLE(m.maxOpenOrders, 8 + 40, 4);
  b.writeUIntLE(m.ordersPerSecond, 8 + 44, 4);
  putText(b, 8 + 48, 16, m.accountId, "accountId");
  b.writeUIntLE(AccountKindCode[m.kind], 8 + 64, 1);
  b[8 + 65] = m.isShortAllowed ? 1 : 0;
  b[8 + 66] = m.isEnabled ? 1 : 0;
  b.writeUIntLE(TradingStateCode[m.state], 8 + 67, 1);
  b[8 + 68] = m.isKillSwitchEngaged ? 1 : 0;
  return b;
}

function encodePositionState(m: PositionState): Buffer {
  const b = Buffer.alloc(64);
  putHeader(b, 56, 97);
  b.writeBigInt64LE(m.quantity, 8 + 0);
  b.writeBigInt64LE(m.cost, 8 + 8);
  b.writeBigInt64LE(m.realizedPnl, 8 + 16);
  putText(b, 8 + 24, 16, m.accountId, "accountId");
  putText(b, 8 + 40, 16, m.symbol, "symbol");
  return b;
}

function encodeRequestRejected(m: RequestRejected): Buffer {
  const b = Buffer.alloc(82);
  putHeader(b, 74, 98);
  b.writeBigUInt64LE(m.requestId, 8 + 0);
  b.writeUIntLE(RejectReasonCode[m.rejectReason], 8 + 8, 2);
  putText(b, 8 + 10, 64, m.text, "text");
  return b;
}

function encodeCheckpoint(m: Checkpoint): Buffer {
  const b = Buffer.alloc(40);
  putHeader(b, 32, 110);
  b.writeBigUInt64LE(m.sessionIdHi, 8 + 0);
  b.writeBigUInt64LE(m.sessionIdLo, 8 + 8);
  b.writeBigUInt64LE(m.sequence, 8 + 16);
  b.writeBigUInt64LE(m.timeNs, 8 + 24);
  return b;
}

function decodeLogon(b: Buffer, _end: number): Logon {
  return {
    type: "Logon",
    role: ConnectionRoleName(b.readUIntLE(8 + 0, 1)),
    cancelOnDisconnect: b[8 + 1] !== 0,
    token: text(b, 8 + 2, 64),
    name: text(b, 8 + 66, 32),
  };
}

function decodeLogonReply(b: Buffer, _end: number): LogonReply {
  return {
    type: "LogonReply",
    sessionIdHi: b.readBigUInt64LE(8 + 0),
    sessionIdLo: b.readBigUInt64LE(8 + 8),
    connectionId: b.readBigUInt64LE(8 + 16),
    lastSequence: b.readBigUInt64LE(8 + 24),
    lastCommandSequence: b.readBigUInt64LE(8 + 32),
    rejectReason: RejectReasonName(b.readUIntLE(8 + 40, 2)),
    accepted: b[8 + 42] !== 0,
    text: text(b, 8 + 43, 64),
  };
}

function decodeCommandEnvelope(b: Buffer, end: number): CommandEnvelope {
  return {
    type: "CommandEnvelope",
    requestId: b.readBigUInt64LE(8 + 0),
    connectionId: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    deadlineNs: b.readBigUInt64LE(8 + 24),
    ttlMs: b.readUIntLE(8 + 32, 4),
    roles: b.readUIntLE(8 + 36, 2),
    connectionRole: ConnectionRoleName(b.readUIntLE(8 + 38, 1)),
    principal: text(b, 8 + 39, 32),
    traceparent: text(b, 8 + 71, 55),
    accounts: rows(b, end, 16, (b, at) => ({
      accountId: text(b, at + 0, 16),
    })),
  };
}

function decodeCommandReply(b: Buffer, _end: number): CommandReply {
  return {
    type: "CommandReply",
    requestId: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    lastSequence: b.readBigUInt64LE(8 + 16),
    orderId: b.readBigUInt64LE(8 + 24),
    orderQty: b.readBigInt64LE(8 + 32),
    limitPx: b.readBigInt64LE(8 + 40),
    cumQty: b.readBigInt64LE(8 + 48),
    leavesQty: b.readBigInt64LE(8 + 56),
    cumCost: b.readBigInt64LE(8 + 64),
    orderIngressTimeNs: b.readBigUInt64LE(8 + 72),
    ingressTimeNs: b.readBigUInt64LE(8 + 80),
    transactTimeNs: b.readBigUInt64LE(8 + 88),
    journalledTimeNs: b.readBigUInt64LE(8 + 96),
    decidedTimeNs: b.readBigUInt64LE(8 + 104),
    durableTimeNs: b.readBigUInt64LE(8 + 112),
    releasedTimeNs: b.readBigUInt64LE(8 + 120),
    affectedCount: b.readUIntLE(8 + 128, 4),
    rejectReason: RejectReasonName(b.readUIntLE(8 + 132, 2)),
    outcome: OutcomeName(b.readUIntLE(8 + 134, 1)),
    isDuplicate: b[8 + 135] !== 0,
    isDurable: b[8 + 136] !== 0,
    ordStatus: OrdStatusName(b.readUIntLE(8 + 137, 1)),
    ordType: OrdTypeName(b.readUIntLE(8 + 138, 1)),
    timeInForce: TimeInForceName(b.readUIntLE(8 + 139, 1)),
    accountId: text(b, 8 + 140, 16),
    symbol: text(b, 8 + 156, 16),
    clientOrderId: text(b, 8 + 172, 48),
    side: SideName(b.readUIntLE(8 + 220, 1)),
    text: text(b, 8 + 221, 64),
  };
}

function decodeNewOrder(b: Buffer, _end: number): NewOrder {
  return {
    type: "NewOrder",
    orderQty: b.readBigInt64LE(8 + 0),
    limitPx: b.readBigInt64LE(8 + 8),
    accountId: text(b, 8 + 16, 16),
    symbol: text(b, 8 + 32, 16),
    clientOrderId: text(b, 8 + 48, 48),
    side: SideName(b.readUIntLE(8 + 96, 1)),
    ordType: OrdTypeName(b.readUIntLE(8 + 97, 1)),
    timeInForce: TimeInForceName(b.readUIntLE(8 + 98, 1)),
    text: text(b, 8 + 99, 64),
  };
}

function decodeCancelOrder(b: Buffer, _end: number): CancelOrder {
  return {
    type: "CancelOrder",
    orderId: b.readBigUInt64LE(8 + 0),
    accountId: text(b, 8 + 8, 16),
    clientOrderId: text(b, 8 + 24, 48),
  };
}

function decodeReplaceOrder(b: Buffer, _end: number): ReplaceOrder {
  return {
    type: "ReplaceOrder",
    orderId: b.readBigUInt64LE(8 + 0),
    orderQty: b.readBigInt64LE(8 + 8),
    limitPx: b.readBigInt64LE(8 + 16),
    accountId: text(b, 8 + 24, 16),
    replaceId: text(b, 8 + 40, 48),
  };
}

function decodeMassCancel(b: Buffer, _end: number): MassCancel {
  return {
    type: "MassCancel",
    accountId: text(b, 8 + 0, 16),
    symbol: text(b, 8 + 16, 16),
    side: SideName(b.readUIntLE(8 + 32, 1)),
    isAnySide: b[8 + 33] !== 0,
  };
}

function decodeUpsertInstrument(b: Buffer, _end: number): UpsertInstrument {
  return {
    type: "UpsertInstrument",
    tickPx: b.readBigInt64LE(8 + 0),
    lotQty: b.readBigInt64LE(8 + 8),
    minQty: b.readBigInt64LE(8 + 16),
    maxQty: b.readBigInt64LE(8 + 24),
    collarBps: b.readUIntLE(8 + 32, 4),
    isShortable: b[8 + 36] !== 0,
    symbol: text(b, 8 + 37, 16),
    calendar: text(b, 8 + 53, 16),
    currency: text(b, 8 + 69, 8),
    venue: text(b, 8 + 77, 16),
  };
}

function decodeUpsertAccount(b: Buffer, _end: number): UpsertAccount {
  return {
    type: "UpsertAccount",
    accountId: text(b, 8 + 0, 16),
    kind: AccountKindName(b.readUIntLE(8 + 16, 1)),
    isShortAllowed: b[8 + 17] !== 0,
    isEnabled: b[8 + 18] !== 0,
    owner: text(b, 8 + 19, 32),
  };
}

function decodeDeposit(b: Buffer, _end: number): Deposit {
  return {
    type: "Deposit",
    amount: b.readBigInt64LE(8 + 0),
    accountId: text(b, 8 + 8, 16),
    depositId: text(b, 8 + 24, 48),
  };
}

function decodeSetRiskLimits(b: Buffer, _end: number): SetRiskLimits {
  return {
    type: "SetRiskLimits",
    maxOrderQty: b.readBigInt64LE(8 + 0),
    maxOrderNotional: b.readBigInt64LE(8 + 8),
    maxPositionQty: b.readBigInt64LE(8 + 16),
    maxOpenOrders: b.readUIntLE(8 + 24, 4),
    ordersPerSecond: b.readUIntLE(8 + 28, 4),
    accountId: text(b, 8 + 32, 16),
    reason: text(b, 8 + 48, 64),
  };
}

function decodeSetTradingState(b: Buffer, _end: number): SetTradingState {
  return {
    type: "SetTradingState",
    scope: TradingScopeName(b.readUIntLE(8 + 0, 1)),
    state: TradingStateName(b.readUIntLE(8 + 1, 1)),
    accountId: text(b, 8 + 2, 16),
    symbol: text(b, 8 + 18, 16),
    reason: text(b, 8 + 34, 64),
  };
}

function decodeKillSwitch(b: Buffer, _end: number): KillSwitch {
  return {
    type: "KillSwitch",
    isEngaged: b[8 + 0] !== 0,
    accountId: text(b, 8 + 1, 16),
    reason: text(b, 8 + 17, 64),
  };
}

function decodeConnectionExpired(b: Buffer, _end: number): ConnectionExpired {
  return {
    type: "ConnectionExpired",
    connectionId: b.readBigUInt64LE(8 + 0),
  };
}

function decodeSessionOpened(b: Buffer, _end: number): SessionOpened {
  return {
    type: "SessionOpened",
    date: b.readUIntLE(8 + 0, 4),
    calendar: text(b, 8 + 4, 16),
  };
}

function decodeSessionClosed(b: Buffer, _end: number): SessionClosed {
  return {
    type: "SessionClosed",
    date: b.readUIntLE(8 + 0, 4),
    calendar: text(b, 8 + 4, 16),
  };
}

function decodeQuery(b: Buffer, _end: number): Query {
  return {
    type: "Query",
    orderId: b.readBigUInt64LE(8 + 0),
    kind: QueryKindName(b.readUIntLE(8 + 8, 1)),
    accountId: text(b, 8 + 9, 16),
    clientOrderId: text(b, 8 + 25, 48),
  };
}

function decodePing(b: Buffer, _end: number): Ping {
  return {
    type: "Ping",
    clientTimeNs: b.readBigUInt64LE(8 + 0),
  };
}

function decodePong(b: Buffer, _end: number): Pong {
  return {
    type: "Pong",
    requestId: b.readBigUInt64LE(8 + 0),
    clientTimeNs: b.readBigUInt64LE(8 + 8),
    engineReceivedTimeNs: b.readBigUInt64LE(8 + 16),
    engineSentTimeNs: b.readBigUInt64LE(8 + 24),
    lastSequence: b.readBigUInt64LE(8 + 32),
  };
}

function decodeOrderAccepted(b: Buffer, _end: number): OrderAccepted {
  return {
    type: "OrderAccepted",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    orderId: b.readBigUInt64LE(8 + 32),
    orderQty: b.readBigInt64LE(8 + 40),
    limitPx: b.readBigInt64LE(8 + 48),
    leavesQty: b.readBigInt64LE(8 + 56),
    reserved: b.readBigInt64LE(8 + 64),
    accountId: text(b, 8 + 72, 16),
    symbol: text(b, 8 + 88, 16),
    clientOrderId: text(b, 8 + 104, 48),
    side: SideName(b.readUIntLE(8 + 152, 1)),
    ordType: OrdTypeName(b.readUIntLE(8 + 153, 1)),
    timeInForce: TimeInForceName(b.readUIntLE(8 + 154, 1)),
    principal: text(b, 8 + 155, 32),
    text: text(b, 8 + 187, 64),
  };
}

function decodeOrderRejected(b: Buffer, _end: number): OrderRejected {
  return {
    type: "OrderRejected",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    orderId: b.readBigUInt64LE(8 + 32),
    orderQty: b.readBigInt64LE(8 + 40),
    limitPx: b.readBigInt64LE(8 + 48),
    rejectReason: RejectReasonName(b.readUIntLE(8 + 56, 2)),
    accountId: text(b, 8 + 58, 16),
    symbol: text(b, 8 + 74, 16),
    clientOrderId: text(b, 8 + 90, 48),
    side: SideName(b.readUIntLE(8 + 138, 1)),
    ordType: OrdTypeName(b.readUIntLE(8 + 139, 1)),
    timeInForce: TimeInForceName(b.readUIntLE(8 + 140, 1)),
    principal: text(b, 8 + 141, 32),
    text: text(b, 8 + 173, 64),
  };
}

function decodeOrderTriggered(b: Buffer, _end: number): OrderTriggered {
  return {
    type: "OrderTriggered",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    orderId: b.readBigUInt64LE(8 + 32),
    accountId: text(b, 8 + 40, 16),
    symbol: text(b, 8 + 56, 16),
    clientOrderId: text(b, 8 + 72, 48),
    side: SideName(b.readUIntLE(8 + 120, 1)),
  };
}

function decodeFill(b: Buffer, _end: number): Fill {
  return {
    type: "Fill",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    orderId: b.readBigUInt64LE(8 + 32),
    matchId: b.readBigUInt64LE(8 + 40),
    lastQty: b.readBigInt64LE(8 + 48),
    lastPx: b.readBigInt64LE(8 + 56),
    cumQty: b.readBigInt64LE(8 + 64),
    leavesQty: b.readBigInt64LE(8 + 72),
    cumCost: b.readBigInt64LE(8 + 80),
    positionQty: b.readBigInt64LE(8 + 88),
    positionCost: b.readBigInt64LE(8 + 96),
    realizedPnl: b.readBigInt64LE(8 + 104),
    lastRealizedPnl: b.readBigInt64LE(8 + 112),
    cash: b.readBigInt64LE(8 + 120),
    reserved: b.readBigInt64LE(8 + 128),
    accountId: text(b, 8 + 136, 16),
    symbol: text(b, 8 + 152, 16),
    clientOrderId: text(b, 8 + 168, 48),
    side: SideName(b.readUIntLE(8 + 216, 1)),
    liquidity: LiquidityName(b.readUIntLE(8 + 217, 1)),
    ordStatus: OrdStatusName(b.readUIntLE(8 + 218, 1)),
  };
}

function decodeOrderCanceled(b: Buffer, _end: number): OrderCanceled {
  return {
    type: "OrderCanceled",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    orderId: b.readBigUInt64LE(8 + 32),
    cumQty: b.readBigInt64LE(8 + 40),
    canceledQty: b.readBigInt64LE(8 + 48),
    reserved: b.readBigInt64LE(8 + 56),
    accountId: text(b, 8 + 64, 16),
    symbol: text(b, 8 + 80, 16),
    clientOrderId: text(b, 8 + 96, 48),
    side: SideName(b.readUIntLE(8 + 144, 1)),
    cancelReason: CancelReasonName(b.readUIntLE(8 + 145, 1)),
  };
}

function decodeOrderReplaced(b: Buffer, _end: number): OrderReplaced {
  return {
    type: "OrderReplaced",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    orderId: b.readBigUInt64LE(8 + 32),
    orderQty: b.readBigInt64LE(8 + 40),
    limitPx: b.readBigInt64LE(8 + 48),
    cumQty: b.readBigInt64LE(8 + 56),
    leavesQty: b.readBigInt64LE(8 + 64),
    reserved: b.readBigInt64LE(8 + 72),
    accountId: text(b, 8 + 80, 16),
    symbol: text(b, 8 + 96, 16),
    clientOrderId: text(b, 8 + 112, 48),
    side: SideName(b.readUIntLE(8 + 160, 1)),
    ordStatus: OrdStatusName(b.readUIntLE(8 + 161, 1)),
    replaceId: text(b, 8 + 162, 48),
  };
}

function decodeReplaceRejected(b: Buffer, _end: number): ReplaceRejected {
  return {
    type: "ReplaceRejected",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    orderId: b.readBigUInt64LE(8 + 32),
    rejectReason: RejectReasonName(b.readUIntLE(8 + 40, 2)),
    accountId: text(b, 8 + 42, 16),
    clientOrderId: text(b, 8 + 58, 48),
    replaceId: text(b, 8 + 106, 48),
  };
}

function decodeCancelRejected(b: Buffer, _end: number): CancelRejected {
  return {
    type: "CancelRejected",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    orderId: b.readBigUInt64LE(8 + 32),
    rejectReason: RejectReasonName(b.readUIntLE(8 + 40, 2)),
    accountId: text(b, 8 + 42, 16),
    clientOrderId: text(b, 8 + 58, 48),
  };
}

function decodeOrderExpired(b: Buffer, _end: number): OrderExpired {
  return {
    type: "OrderExpired",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    orderId: b.readBigUInt64LE(8 + 32),
    cumQty: b.readBigInt64LE(8 + 40),
    expiredQty: b.readBigInt64LE(8 + 48),
    reserved: b.readBigInt64LE(8 + 56),
    accountId: text(b, 8 + 64, 16),
    symbol: text(b, 8 + 80, 16),
    clientOrderId: text(b, 8 + 96, 48),
    side: SideName(b.readUIntLE(8 + 144, 1)),
  };
}

function decodeBalanceChanged(b: Buffer, _end: number): BalanceChanged {
  return {
    type: "BalanceChanged",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    cash: b.readBigInt64LE(8 + 32),
    reserved: b.readBigInt64LE(8 + 40),
    delta: b.readBigInt64LE(8 + 48),
    accountId: text(b, 8 + 56, 16),
    depositId: text(b, 8 + 72, 48),
  };
}

function decodeAccountChanged(b: Buffer, _end: number): AccountChanged {
  return {
    type: "AccountChanged",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    accountId: text(b, 8 + 32, 16),
    kind: AccountKindName(b.readUIntLE(8 + 48, 1)),
    isShortAllowed: b[8 + 49] !== 0,
    isEnabled: b[8 + 50] !== 0,
  };
}

function decodeRiskLimitsChanged(b: Buffer, _end: number): RiskLimitsChanged {
  return {
    type: "RiskLimitsChanged",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    maxOrderQty: b.readBigInt64LE(8 + 32),
    maxOrderNotional: b.readBigInt64LE(8 + 40),
    maxPositionQty: b.readBigInt64LE(8 + 48),
    maxOpenOrders: b.readUIntLE(8 + 56, 4),
    ordersPerSecond: b.readUIntLE(8 + 60, 4),
    accountId: text(b, 8 + 64, 16),
    principal: text(b, 8 + 80, 32),
    reason: text(b, 8 + 112, 64),
  };
}

function decodeAccountTradingStateChanged(b: Buffer, _end: number): AccountTradingStateChanged {
  return {
    type: "AccountTradingStateChanged",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    accountId: text(b, 8 + 32, 16),
    state: TradingStateName(b.readUIntLE(8 + 48, 1)),
    isKillSwitchEngaged: b[8 + 49] !== 0,
    principal: text(b, 8 + 50, 32),
    reason: text(b, 8 + 82, 64),
  };
}

function decodeTradePrint(b: Buffer, _end: number): TradePrint {
  return {
    type: "TradePrint",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    matchId: b.readBigUInt64LE(8 + 32),
    lastPx: b.readBigInt64LE(8 + 40),
    lastQty: b.readBigInt64LE(8 + 48),
    symbol: text(b, 8 + 56, 16),
    aggressorSide: SideName(b.readUIntLE(8 + 72, 1)),
  };
}

function decodeTradingStateChanged(b: Buffer, _end: number): TradingStateChanged {
  return {
    type: "TradingStateChanged",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    scope: TradingScopeName(b.readUIntLE(8 + 32, 1)),
    state: TradingStateName(b.readUIntLE(8 + 33, 1)),
    isKillSwitchEngaged: b[8 + 34] !== 0,
    symbol: text(b, 8 + 35, 16),
    principal: text(b, 8 + 51, 32),
    reason: text(b, 8 + 83, 64),
  };
}

function decodeInstrumentChanged(b: Buffer, _end: number): InstrumentChanged {
  return {
    type: "InstrumentChanged",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    tickPx: b.readBigInt64LE(8 + 32),
    lotQty: b.readBigInt64LE(8 + 40),
    minQty: b.readBigInt64LE(8 + 48),
    maxQty: b.readBigInt64LE(8 + 56),
    collarBps: b.readUIntLE(8 + 64, 4),
    isShortable: b[8 + 68] !== 0,
    symbol: text(b, 8 + 69, 16),
    calendar: text(b, 8 + 85, 16),
    currency: text(b, 8 + 101, 8),
    venue: text(b, 8 + 109, 16),
  };
}

function decodeReferencePxChanged(b: Buffer, _end: number): ReferencePxChanged {
  return {
    type: "ReferencePxChanged",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    referencePx: b.readBigInt64LE(8 + 32),
    symbol: text(b, 8 + 40, 16),
  };
}

function decodeSessionChanged(b: Buffer, _end: number): SessionChanged {
  return {
    type: "SessionChanged",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    date: b.readUIntLE(8 + 32, 4),
    isOpen: b[8 + 36] !== 0,
    calendar: text(b, 8 + 37, 16),
  };
}

function decodeStateHash(b: Buffer, _end: number): StateHash {
  return {
    type: "StateHash",
    sequence: b.readBigUInt64LE(8 + 0),
    commandSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    transactTimeNs: b.readBigUInt64LE(8 + 24),
    stateHashHi: b.readBigUInt64LE(8 + 32),
    stateHashLo: b.readBigUInt64LE(8 + 40),
    stateLayout: b.readUIntLE(8 + 48, 2),
  };
}

function decodeBookDelta(b: Buffer, end: number): BookDelta {
  return {
    type: "BookDelta",
    bookSequence: b.readBigUInt64LE(8 + 0),
    asOfSequence: b.readBigUInt64LE(8 + 8),
    symbol: text(b, 8 + 16, 16),
    isSnapshot: b[8 + 32] !== 0,
    levels: rows(b, end, 21, (b, at) => ({
      px: b.readBigInt64LE(at + 0),
      qty: b.readBigInt64LE(at + 8),
      orderCount: b.readUIntLE(at + 16, 4),
      side: SideName(b.readUIntLE(at + 20, 1)),
    })),
  };
}

function decodeBookTop(b: Buffer, _end: number): BookTop {
  return {
    type: "BookTop",
    bookSequence: b.readBigUInt64LE(8 + 0),
    asOfSequence: b.readBigUInt64LE(8 + 8),
    bidPx: b.readBigInt64LE(8 + 16),
    bidQty: b.readBigInt64LE(8 + 24),
    askPx: b.readBigInt64LE(8 + 32),
    askQty: b.readBigInt64LE(8 + 40),
    symbol: text(b, 8 + 48, 16),
  };
}

function decodeHopTimes(b: Buffer, _end: number): HopTimes {
  return {
    type: "HopTimes",
    commandSequence: b.readBigUInt64LE(8 + 0),
    lastSequence: b.readBigUInt64LE(8 + 8),
    ingressTimeNs: b.readBigUInt64LE(8 + 16),
    journalledTimeNs: b.readBigUInt64LE(8 + 24),
    decidedTimeNs: b.readBigUInt64LE(8 + 32),
    durableTimeNs: b.readBigUInt64LE(8 + 40),
    releasedTimeNs: b.readBigUInt64LE(8 + 48),
  };
}

function decodeReplayRequest(b: Buffer, _end: number): ReplayRequest {
  return {
    type: "ReplayRequest",
    requestId: b.readBigUInt64LE(8 + 0),
    from: b.readBigUInt64LE(8 + 8),
    to: b.readBigUInt64LE(8 + 16),
  };
}

function decodeReplayChunk(b: Buffer, _end: number): ReplayChunk {
  return {
    type: "ReplayChunk",
    requestId: b.readBigUInt64LE(8 + 0),
    sessionIdHi: b.readBigUInt64LE(8 + 8),
    sessionIdLo: b.readBigUInt64LE(8 + 16),
    firstSequence: b.readBigUInt64LE(8 + 24),
    lastSequence: b.readBigUInt64LE(8 + 32),
    count: b.readUIntLE(8 + 40, 4),
    isLast: b[8 + 44] !== 0,
  };
}

function decodeSnapshotRequest(b: Buffer, _end: number): SnapshotRequest {
  return {
    type: "SnapshotRequest",
    requestId: b.readBigUInt64LE(8 + 0),
    kinds: b.readUIntLE(8 + 8, 2),
    symbol: text(b, 8 + 10, 16),
  };
}

function decodeSnapshotChunk(b: Buffer, _end: number): SnapshotChunk {
  return {
    type: "SnapshotChunk",
    requestId: b.readBigUInt64LE(8 + 0),
    sessionIdHi: b.readBigUInt64LE(8 + 8),
    sessionIdLo: b.readBigUInt64LE(8 + 16),
    asOfSequence: b.readBigUInt64LE(8 + 24),
    count: b.readUIntLE(8 + 32, 4),
    isLast: b[8 + 36] !== 0,
  };
}

function decodeSnapshotRequired(b: Buffer, _end: number): SnapshotRequired {
  return {
    type: "SnapshotRequired",
    requestId: b.readBigUInt64LE(8 + 0),
    oldestSequence: b.readBigUInt64LE(8 + 8),
  };
}

function decodeOrderState(b: Buffer, _end: number): OrderState {
  return {
    type: "OrderState",
    sequence: b.readBigUInt64LE(8 + 0),
    orderId: b.readBigUInt64LE(8 + 8),
    orderQty: b.readBigInt64LE(8 + 16),
    limitPx: b.readBigInt64LE(8 + 24),
    cumQty: b.readBigInt64LE(8 + 32),
    leavesQty: b.readBigInt64LE(8 + 40),
    cumCost: b.readBigInt64LE(8 + 48),
    ingressTimeNs: b.readBigUInt64LE(8 + 56),
    transactTimeNs: b.readBigUInt64LE(8 + 64),
    accountId: text(b, 8 + 72, 16),
    symbol: text(b, 8 + 88, 16),
    clientOrderId: text(b, 8 + 104, 48),
    side: SideName(b.readUIntLE(8 + 152, 1)),
    ordType: OrdTypeName(b.readUIntLE(8 + 153, 1)),
    timeInForce: TimeInForceName(b.readUIntLE(8 + 154, 1)),
    ordStatus: OrdStatusName(b.readUIntLE(8 + 155, 1)),
    text: text(b, 8 + 156, 64),
  };
}

function decodeAccountState(b: Buffer, _end: number): AccountState {
  return {
    type: "AccountState",
    cash: b.readBigInt64LE(8 + 0),
    reserved: b.readBigInt64LE(8 + 8),
    maxOrderQty: b.readBigInt64LE(8 + 16),
    maxOrderNotional: b.readBigInt64LE(8 + 24),
    maxPositionQty: b.readBigInt64LE(8 + 32),
    maxOpenOrders: b.readUIntLE(8 + 40, 4),
    ordersPerSecond: b.readUIntLE(8 + 44, 4),
    accountId: text(b, 8 + 48, 16),
    kind: AccountKindName(b.readUIntLE(8 + 64, 1)),
    isShortAllowed: b[8 + 65] !== 0,
    isEnabled: b[8 + 66] !== 0,
    state: TradingStateName(b.readUIntLE(8 + 67, 1)),
    isKillSwitchEngaged: b[8 + 68] !== 0,
  };
}

function decodePositionState(b: Buffer, _end: number): PositionState {
  return {
    type: "PositionState",
    quantity: b.readBigInt64LE(8 + 0),
    cost: b.readBigInt64LE(8 + 8),
    realizedPnl: b.readBigInt64LE(8 + 16),
    accountId: text(b, 8 + 24, 16),
    symbol: text(b, 8 + 40, 16),
  };
}

function decodeRequestRejected(b: Buffer, _end: number): RequestRejected {
  return {
    type: "RequestRejected",
    requestId: b.readBigUInt64LE(8 + 0),
    rejectReason: RejectReasonName(b.readUIntLE(8 + 8, 2)),
    text: text(b, 8 + 10, 64),
  };
}

function decodeCheckpoint(b: Buffer, _end: number): Checkpoint {
  return {
    type: "Checkpoint",
    sessionIdHi: b.readBigUInt64LE(8 + 0),
    sessionIdLo: b.readBigUInt64LE(8 + 8),
    sequence: b.readBigUInt64LE(8 + 16),
    timeNs: b.readBigUInt64LE(8 + 24),
  };
}

export const encoders: { [T in MessageType]: (m: Extract<Message, { type: T }>) => Buffer } = {
  Logon: encodeLogon,
  LogonReply: encodeLogonReply,
  CommandEnvelope: encodeCommandEnvelope,
  CommandReply: encodeCommandReply,
  NewOrder: encodeNewOrder,
  CancelOrder: encodeCancelOrder,
  ReplaceOrder: encodeReplaceOrder,
  MassCancel: encodeMassCancel,
  UpsertInstrument: encodeUpsertInstrument,
  UpsertAccount: encodeUpsertAccount,
  Deposit: encodeDeposit,
  SetRiskLimits: encodeSetRiskLimits,
  SetTradingState: encodeSetTradingState,
  KillSwitch: encodeKillSwitch,
  ConnectionExpired: encodeConnectionExpired,
  SessionOpened: encodeSessionOpened,
  SessionClosed: encodeSessionClosed,
  Query: encodeQuery,
  Ping: encodePing,
  Pong: encodePong,
  OrderAccepted: encodeOrderAccepted,
  OrderRejected: encodeOrderRejected,
  OrderTriggered: encodeOrderTriggered,
  Fill: encodeFill,
  OrderCanceled: encodeOrderCanceled,
  OrderReplaced: encodeOrderReplaced,
  ReplaceRejected: encodeReplaceRejected,
  CancelRejected: encodeCancelRejected,
  OrderExpired: encodeOrderExpired,
  BalanceChanged: encodeBalanceChanged,
  AccountChanged: encodeAccountChanged,
  RiskLimitsChanged: encodeRiskLimitsChanged,
  AccountTradingStateChanged: encodeAccountTradingStateChanged,
  TradePrint: encodeTradePrint,
  TradingStateChanged: encodeTradingStateChanged,
  InstrumentChanged: encodeInstrumentChanged,
  ReferencePxChanged: encodeReferencePxChanged,
  SessionChanged: encodeSessionChanged,
  StateHash: encodeStateHash,
  BookDelta: encodeBookDelta,
  BookTop: encodeBookTop,
  HopTimes: encodeHopTimes,
  ReplayRequest: encodeReplayRequest,
  ReplayChunk: encodeReplayChunk,
  SnapshotRequest: encodeSnapshotRequest,
  SnapshotChunk: encodeSnapshotChunk,
  SnapshotRequired: encodeSnapshotRequired,
  OrderState: encodeOrderState,
  AccountState: encodeAccountState,
  PositionState: encodePositionState,
  RequestRejected: encodeRequestRejected,
  Checkpoint: encodeCheckpoint,
};

export interface Decoder {
  blockLength: number;
  hasGroup: boolean;
  decode: (b: Buffer, end: number) => Message;
}
export const decoders: ReadonlyMap<number, Decoder> = new Map<number, Decoder>([
  [1, { blockLength: 98, hasGroup: false, decode: decodeLogon }],
  [2, { blockLength: 107, hasGroup: false, decode: decodeLogonReply }],
  [3, { blockLength: 126, hasGroup: true, decode: decodeCommandEnvelope }],
  [4, { blockLength: 285, hasGroup: false, decode: decodeCommandReply }],
  [5, { blockLength: 163, hasGroup: false, decode: decodeNewOrder }],
  [6, { blockLength: 72, hasGroup: false, decode: decodeCancelOrder }],
  [7, { blockLength: 88, hasGroup: false, decode: decodeReplaceOrder }],
  [8, { blockLength: 34, hasGroup: false, decode: decodeMassCancel }],
  [9, { blockLength: 93, hasGroup: false, decode: decodeUpsertInstrument }],
  [10, { blockLength: 51, hasGroup: false, decode: decodeUpsertAccount }],
  [11, { blockLength: 72, hasGroup: false, decode: decodeDeposit }],
  [12, { blockLength: 112, hasGroup: false, decode: decodeSetRiskLimits }],
  [13, { blockLength: 98, hasGroup: false, decode: decodeSetTradingState }],
  [14, { blockLength: 81, hasGroup: false, decode: decodeKillSwitch }],
  [15, { blockLength: 8, hasGroup: false, decode: decodeConnectionExpired }],
  [16, { blockLength: 20, hasGroup: false, decode: decodeSessionOpened }],
  [17, { blockLength: 20, hasGroup: false, decode: decodeSessionClosed }],
  [18, { blockLength: 73, hasGroup: false, decode: decodeQuery }],
  [19, { blockLength: 8, hasGroup: false, decode: decodePing }],
  [20, { blockLength: 40, hasGroup: false, decode: decodePong }],
  [40, { blockLength: 251, hasGroup: false, decode: decodeOrderAccepted }],
  [41, { blockLength: 237, hasGroup: false, decode: decodeOrderRejected }],
  [42, { blockLength: 121, hasGroup: false, decode: decodeOrderTriggered }],
  [43, { blockLength: 219, hasGroup: false, decode: decodeFill }],
  [44, { blockLength: 146, hasGroup: false, decode: decodeOrderCanceled }],
  [45, { blockLength: 210, hasGroup: false, decode: decodeOrderReplaced }],
  [46, { blockLength: 154, hasGroup: false, decode: decodeReplaceRejected }],
  [47, { blockLength: 106, hasGroup: false, decode: decodeCancelRejected }],
  [48, { blockLength: 145, hasGroup: false, decode: decodeOrderExpired }],
  [49, { blockLength: 120, hasGroup: false, decode: decodeBalanceChanged }],
  [50, { blockLength: 51, hasGroup: false, decode: decodeAccountChanged }],
  [51, { blockLength: 176, hasGroup: false, decode: decodeRiskLimitsChanged }],
  [52, { blockLength: 146, hasGroup: false, decode: decodeAccountTradingStateChanged }],
  [60, { blockLength: 73, hasGroup: false, decode: decodeTradePrint }],
  [61, { blockLength: 147, hasGroup: false, decode: decodeTradingStateChanged }],
  [62, { blockLength: 125, hasGroup: false, decode: decodeInstrumentChanged }],
  [63, { blockLength: 56, hasGroup: false, decode: decodeReferencePxChanged }],
  [64, { blockLength: 53, hasGroup: false, decode: decodeSessionChanged }],
  [65, { blockLength: 50, hasGroup: false, decode: decodeStateHash }],
  [80, { blockLength: 33, hasGroup: true, decode: decodeBookDelta }],
  [81, { blockLength: 64, hasGroup: false, decode: decodeBookTop }],
  [82, { blockLength: 56, hasGroup: false, decode: decodeHopTimes }],
  [90, { blockLength: 24, hasGroup: false, decode: decodeReplayRequest }],
  [91, { blockLength: 45, hasGroup: false, decode: decodeReplayChunk }],
  [92, { blockLength: 26, hasGroup: false, decode: decodeSnapshotRequest }],
  [93, { blockLength: 37, hasGroup: false, decode: decodeSnapshotChunk }],
  [94, { blockLength: 16, hasGroup: false, decode: decodeSnapshotRequired }],
  [95, { blockLength: 220, hasGroup: false, decode: decodeOrderState }],
  [96, { blockLength: 69, hasGroup: false, decode: decodeAccountState }],
  [97, { blockLength: 56, hasGroup: false, decode: decodePositionState }],
  [98, { blockLength: 74, hasGroup: false, decode: decodeRequestRejected }],
  [110, { blockLength: 32, hasGroup: false, decode: decodeCheckpoint }],
]);
