// What the graph answers to our stored operations.

/** FIX OrdStatus (39). */
export const ORD_STATUSES = [
  "NEW",
  "PARTIALLY_FILLED",
  "FILLED",
  "DONE_FOR_DAY",
  "CANCELED",
  "PENDING_CANCEL",
  "REJECTED",
  "SUSPENDED",
  "PENDING_NEW",
  "EXPIRED",
  "PENDING_REPLACE",
] as const;
/** FIX Side (54). */
export const SIDES = ["BUY", "SELL"] as const;
/** FIX OrdType (40). */
export const ORD_TYPES = ["MARKET", "LIMIT"] as const;
/** FIX TimeInForce (59). */
export const TIMES_IN_FORCE = ["DAY", "GTC", "IOC", "FOK"] as const;

export interface Order {
  readonly id: string;
  readonly clientOrderId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly side: (typeof SIDES)[number];
  readonly ordType: (typeof ORD_TYPES)[number];
  readonly timeInForce: (typeof TIMES_IN_FORCE)[number];
  readonly orderQty: string;
  readonly limitPx: string | null;
  readonly cumQty: string;
  readonly leavesQty: string;
  readonly avgPx: string | null;
  readonly ordStatus: (typeof ORD_STATUSES)[number];
  readonly rejectReason: string | null;
  readonly text: string | null;
  readonly ingressTimeNs: string;
  readonly transactTimeNs: string;
  readonly sequence: string;
}
export interface Execution {
  readonly id: string;
  readonly matchId: string;
  readonly orderId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly side: (typeof SIDES)[number];
  readonly lastQty: string;
  readonly lastPx: string;
  readonly liquidity: "MAKER" | "TAKER";
  readonly transactTimeNs: string;
  readonly sequence: string;
  readonly order: { readonly clientOrderId: string };
}
export interface Position {
  readonly id: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly quantity: string;
  readonly avgPx: string | null;
  readonly markPx: string | null;
  readonly realizedPnl: string;
  readonly unrealizedPnl: string | null;
  readonly sequence: string;
}
export interface Quote {
  readonly symbol: string;
  readonly bidPx: string | null;
  readonly bidQty: string;
  readonly askPx: string | null;
  readonly askQty: string;
  readonly lastPx: string | null;
}
