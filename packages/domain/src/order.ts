// An order, and the one place where an event changes it. Live state and projections both call `applyOrderEvent`.
import type {
  Fill,
  OrderAccepted,
  OrderCanceled,
  OrderExpired,
  OrderRejected,
  OrderReplaced,
  OrderState,
  OrderTriggered,
  OrdStatus,
  OrdType,
  RejectReason,
  Side,
  TimeInForce,
} from "@hft/wire";
import { nextOrdStatus, type OrderEventKind } from "./order-states.ts";

/** An order after some event. Quantities, prices and money are integers × 1e-8; times are ns since the epoch, UTC. */
export interface Order {
  orderId: bigint;
  clientOrderId: string;
  accountId: string;
  symbol: string;
  side: Side;
  ordType: OrdType;
  timeInForce: TimeInForce;
  orderQty: bigint;
  /** 0 for a MARKET order. */
  limitPx: bigint;
  cumQty: bigint;
  leavesQty: bigint;
  /** Sum of lastPx × lastQty, money. */
  cumCost: bigint;
  ordStatus: OrdStatus;
  /** NONE unless ordStatus is REJECTED. */
  rejectReason: RejectReason;
  /** The client's own note, empty for none. */
  text: string;
  ingressTimeNs: bigint;
  transactTimeNs: bigint;
  /** Of the last event applied. */
  sequence: bigint;
}

/** Events that change an order. */
export type OrderChange =
  | OrderAccepted
  | OrderRejected
  | OrderTriggered
  | Fill
  | OrderCanceled
  | OrderReplaced
  | OrderExpired;

const ORDER_CHANGES: ReadonlySet<string> = new Set([
  "OrderAccepted",
  "OrderRejected",
  "OrderTriggered",
  "Fill",
  "OrderCanceled",
  "OrderReplaced",
  "OrderExpired",
]);

/** True for the events that `applyOrderEvent` takes. */
export const isOrderChange = (message: { type: string }): message is OrderChange =>
  ORDER_CHANGES.has(message.type);

/** Thrown when an event does not fit the order it names: the consumer quarantines it. */
export class IllegalOrderEvent extends Error {
  override name = "IllegalOrderEvent";
}

/** The order after `event`. `order` is null for the first event of an order. */
export function applyOrderEvent(order: Order | null, event: OrderChange): Order {
  if (event.type === "OrderAccepted" || event.type === "OrderRejected") {
    if (order) throw new IllegalOrderEvent(`${event.type} for the known order ${event.orderId}`);
    return created(event);
  }
  if (!order) throw new IllegalOrderEvent(`${event.type} for the unknown order ${event.orderId}`);
  return {
    ...order,
    ...changed(order, event),
    sequence: event.sequence,
    transactTimeNs: event.transactTimeNs,
  };
}

function created(event: OrderAccepted | OrderRejected): Order {
  const isRejected = event.type === "OrderRejected";
  const { orderId, clientOrderId, accountId, symbol, side, ordType, timeInForce } = event;
  return {
    ...{ orderId, clientOrderId, accountId, symbol, side, ordType, timeInForce },
    orderQty: event.orderQty,
    limitPx: event.limitPx,
    cumQty: 0n,
    leavesQty: isRejected ? 0n : event.leavesQty,
    cumCost: 0n,
    ordStatus: nextOrdStatus(null, isRejected ? "REJECTED" : "ACCEPTED"),
    rejectReason: isRejected ? event.rejectReason : "NONE",
    text: event.text,
    ingressTimeNs: event.ingressTimeNs,
    transactTimeNs: event.transactTimeNs,
    sequence: event.sequence,
  };
}

type LaterChange = Exclude<OrderChange, OrderAccepted | OrderRejected>;

function changed(order: Order, event: LaterChange): Partial<Order> {
  const to = (kind: OrderEventKind) => nextOrdStatus(order.ordStatus, kind);
  switch (event.type) {
    case "Fill": {
      const { cumQty, leavesQty, cumCost } = event;
      return {
        cumQty,
        leavesQty,
        cumCost,
        ordStatus: to(leavesQty === 0n ? "FILL_LAST" : "FILL_PART"),
      };
    }
    case "OrderCanceled":
      return { leavesQty: 0n, ordStatus: to("CANCELED") };
    case "OrderExpired":
      return { leavesQty: 0n, ordStatus: to("EXPIRED") };
    case "OrderReplaced": {
      const { orderQty, limitPx, leavesQty } = event;
      return {
        orderQty,
        limitPx,
        leavesQty,
        ordStatus: to(leavesQty === 0n ? "REPLACED_FILLED" : "REPLACED"),
      };
    }
    case "OrderTriggered":
      return { ordStatus: to("TRIGGERED") };
  }
}

/** An open order of a snapshot. */
export function orderFromState(state: OrderState): Order {
  const { type: _type, ...rest } = state;
  return { ...rest, rejectReason: "NONE" };
}
