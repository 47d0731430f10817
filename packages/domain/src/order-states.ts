// The one table of order states (contracts.md, "Order states"). The engine's table is tested equal to it.
import type { OrdStatus } from "@hft/wire";

export type OrderEventKind =
  | "ACCEPTED"
  | "REJECTED"
  | "FILL_PART"
  | "FILL_LAST"
  | "CANCELED"
  | "REPLACED"
  | "REPLACED_FILLED"
  | "EXPIRED"
  | "TRIGGERED";

type Row = Partial<Record<OrderEventKind, OrdStatus>>;

const FROM_NONE: Row = { ACCEPTED: "NEW", REJECTED: "REJECTED" };

const FROM: Partial<Record<OrdStatus, Row>> = {
  NEW: {
    FILL_PART: "PARTIALLY_FILLED",
    FILL_LAST: "FILLED",
    CANCELED: "CANCELED",
    REPLACED: "NEW",
    EXPIRED: "EXPIRED",
    TRIGGERED: "NEW",
  },
  PARTIALLY_FILLED: {
    FILL_PART: "PARTIALLY_FILLED",
    FILL_LAST: "FILLED",
    CANCELED: "CANCELED",
    REPLACED: "PARTIALLY_FILLED",
    REPLACED_FILLED: "FILLED",
    EXPIRED: "EXPIRED",
  },
};

/** Thrown for a pair outside the table: FILLED, CANCELED, REJECTED and EXPIRED are terminal. */
export class IllegalTransition extends Error {
  override name = "IllegalTransition";
}

/** The state after an event; `from` is null before the first one. Throws IllegalTransition outside the table. */
export function nextOrdStatus(from: OrdStatus | null, kind: OrderEventKind): OrdStatus {
  const to = (from === null ? FROM_NONE : FROM[from])?.[kind];
  if (to === undefined)
    throw new IllegalTransition(`${kind} is illegal in state ${from ?? "(none)"}`);
  return to;
}

/** True while the order can still trade. */
export const isOpen = (status: OrdStatus): boolean =>
  status === "NEW" || status === "PARTIALLY_FILLED";
