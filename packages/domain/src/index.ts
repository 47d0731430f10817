export { DecimalError, formatDecimal, parseDecimal } from "./decimal.ts";
export { averagePx, divideHalfEven, larger, notional, SCALE, smaller } from "./money.ts";
export {
  applyOrderEvent,
  IllegalOrderEvent,
  isOrderChange,
  type Order,
  type OrderChange,
  orderFromState,
} from "./order.ts";
export { IllegalTransition, isOpen, nextOrdStatus, type OrderEventKind } from "./order-states.ts";
export { rejectText } from "./reject-text.ts";
export { nowNs } from "./time.ts";
