// The words of the older API and what they are called here.
import { z } from "zod";
import {
  type Execution,
  ORD_STATUSES,
  ORD_TYPES,
  type Order,
  type Position,
  type Quote,
  SIDES,
  TIMES_IN_FORCE,
} from "./graph-nodes.ts";

const decimal = (description: string) =>
  z
    .string()
    .regex(/^-?\d+(\.\d{1,8})?$/)
    .meta({ description, examples: ["190.25"] });
const time = (description: string) =>
  z
    .string()
    .meta({ description, format: "date-time", examples: ["2026-01-02T03:04:05.000000001Z"] });
const sequence = z.string().regex(/^\d+$/).meta({ description: "Place in the engine's stream" });

/** An order as its table spells it. */
export const orderRow = z
  .object({
    id: z.string().meta({ description: "The engine's id, FIX OrderID (37)" }),
    order_id: z.string().meta({ description: "The same as id" }),
    client_order_id: z.string(),
    account_id: z.string(),
    symbol: z.string(),
    side: z.enum(SIDES),
    quantity: decimal("Ordered"),
    price: decimal("Limit; null for MARKET").nullable(),
    order_type: z.enum(ORD_TYPES),
    time_in_force: z.enum(TIMES_IN_FORCE),
    status: z.enum(ORD_STATUSES),
    filled_qty: decimal("Filled so far"),
    remaining_qty: decimal("Still open"),
    avg_px: decimal("Average of the fills; null before the first").nullable(),
    reject_reason: z.string().nullable().meta({ description: "Null unless REJECTED" }),
    text: z.string().nullable(),
    created_at: time("When the engine's gateway read it"),
    updated_at: time("When the engine last changed it"),
    sequence,
  })
  .meta({ id: "Order" });

/** A fill as its table spells it. */
export const executionRow = z
  .object({
    id: z.string().meta({ description: "FIX ExecID (17)" }),
    order_id: z.string(),
    client_order_id: z.string(),
    account_id: z.string(),
    symbol: z.string(),
    side: z.enum(SIDES),
    fill_price: decimal("FIX LastPx (31)"),
    fill_qty: decimal("FIX LastQty (32)"),
    liquidity: z.enum(["MAKER", "TAKER"]),
    match_id: z.string().meta({ description: "Shared by both sides" }),
    timestamp: time("When the engine matched it"),
    created_at: time("The same as timestamp"),
    sequence,
  })
  .meta({ id: "Execution" });

/** What an account holds of a symbol. */
export const positionRow = z
  .object({
    id: z.string().meta({ description: "`account:symbol`" }),
    account_id: z.string(),
    symbol: z.string(),
    quantity: decimal("Negative when short, 0 when flat"),
    avg_px: decimal("Average cost; null when flat").nullable(),
    mark_px: decimal("Last trade; null before the first").nullable(),
    realized_pnl: decimal("Money"),
    unrealized_pnl: decimal("Money; null without a mark").nullable(),
    sequence,
  })
  .meta({ id: "Position" });

/** Best bid and ask. */
export const marketRow = z
  .object({
    symbol: z.string(),
    bid_px: decimal("Null when the side is empty").nullable(),
    bid_qty: decimal("Quantity at it"),
    ask_px: decimal("Null when the side is empty").nullable(),
    ask_qty: decimal("Quantity at it"),
    last_px: decimal("Last trade").nullable(),
  })
  .meta({ id: "Quote" });

export function toOrderRow(order: Order): z.output<typeof orderRow> {
  return {
    id: order.id,
    order_id: order.id,
    client_order_id: order.clientOrderId,
    account_id: order.accountId,
    symbol: order.symbol,
    side: order.side,
    quantity: order.orderQty,
    price: order.limitPx,
    order_type: order.ordType,
    time_in_force: order.timeInForce,
    status: order.ordStatus,
    filled_qty: order.cumQty,
    remaining_qty: order.leavesQty,
    avg_px: order.avgPx,
    reject_reason: order.rejectReason,
    text: order.text,
    created_at: order.ingressTimeNs,
    updated_at: order.transactTimeNs,
    sequence: order.sequence,
  };
}

export function toExecutionRow(execution: Execution): z.output<typeof executionRow> {
  return {
    id: execution.id,
    order_id: execution.orderId,
    client_order_id: execution.order.clientOrderId,
    account_id: execution.accountId,
    symbol: execution.symbol,
    side: execution.side,
    fill_price: execution.lastPx,
    fill_qty: execution.lastQty,
    liquidity: execution.liquidity,
    match_id: execution.matchId,
    timestamp: execution.transactTimeNs,
    created_at: execution.transactTimeNs,
    sequence: execution.sequence,
  };
}

export function toPositionRow(position: Position): z.output<typeof positionRow> {
  return {
    id: position.id,
    account_id: position.accountId,
    symbol: position.symbol,
    quantity: position.quantity,
    avg_px: position.avgPx,
    mark_px: position.markPx,
    realized_pnl: position.realizedPnl,
    unrealized_pnl: position.unrealizedPnl,
    sequence: position.sequence,
  };
}

export function toMarketRow(quote: Quote): z.output<typeof marketRow> {
  const { symbol, bidPx, bidQty, askPx, askQty, lastPx } = quote;
  const bid = { bid_px: bidPx, bid_qty: bidQty };
  return { symbol, ...bid, ask_px: askPx, ask_qty: askQty, last_px: lastPx };
}
