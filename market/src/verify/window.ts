// What a row of the book file says about a book that was built from messages.
import type { Side } from "@hft/wire";
import type { BookLevel, BookRow } from "../lobster/rows.ts";

const SIDES = ["BUY", "SELL"] as const;

/**
 * The levels of a row that messages can explain. A level behind the last one of the row before, where that one was full,
 * has just entered the window: what happened there is not in the file.
 */
export function explained(side: Side, row: BookRow, before: BookRow, depth: number): BookLevel[] {
  const edge = before[side].length === depth ? before[side].at(-1)?.px : undefined;
  if (edge === undefined) return row[side];
  return row[side].filter(({ px }) => (side === "BUY" ? px >= edge : px <= edge));
}

/** Null when both sides hold exactly `wanted`; else a sentence with the first difference. */
export function difference(wanted: BookRow, found: BookRow): string | null {
  for (const side of SIDES) {
    const count = Math.max(wanted[side].length, found[side].length);
    for (let at = 0; at < count; at += 1) {
      const want = wanted[side][at];
      const have = found[side][at];
      if (want?.px === have?.px && want?.qty === have?.qty) continue;
      return `${side} level ${at + 1} is ${text(have)}, the file says ${text(want)}`;
    }
  }
  return null;
}

const text = (level: BookLevel | undefined): string =>
  level ? `${level.qty / 100_000_000n} at ${Number(level.px) / 1e8}` : "empty";
