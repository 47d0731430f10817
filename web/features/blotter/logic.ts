import { decimalOf, multiply } from "../../lib/money/decimal.ts";
import type { Position } from "./tables.ts";

/** What a position would bring at `markPx`, against its average price. */
export function unrealizedOf(position: Position, markPx: string | null | undefined): bigint {
  if (!markPx || !position.avgPx) return decimalOf(position.unrealizedPnl);
  return multiply(decimalOf(markPx) - decimalOf(position.avgPx), decimalOf(position.quantity));
}

/** `account:symbol` → account. */
export const accountOf = (positionId: string): string =>
  positionId.slice(0, positionId.lastIndexOf(":"));

/** Which rows of a long list are on the screen: [first, last). */
export function windowOf(scrollTop: number, height: number, rows: number, rowHeight: number) {
  const spare = 6;
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  const last = Math.min(rows, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return { first, last };
}
