// One line of a LOBSTER message or orderbook file as values: prices and sizes × 1e-8, times in nanoseconds.
import type { Side } from "@hft/wire";
import { LobsterFileError } from "./errors.ts";

/** Kinds of message, by the code in the file. Others (hidden executions, crosses, halts) leave the book as it is. */
export const MessageType = { ADD: 1, REDUCE: 2, CANCEL: 3, EXECUTE: 4 } as const;

/** One event of the exchange; `side` is that of the resting order. */
export interface LobsterMessage {
  /** Nanoseconds after midnight. */
  timeNs: bigint;
  type: number;
  orderId: string;
  qty: bigint;
  px: bigint;
  side: Side;
}

export interface BookLevel {
  px: bigint;
  qty: bigint;
}

/** The book after a message; best level first, at most as many a side as the file holds. */
export type BookRow = Record<Side, BookLevel[]>;

const PX_FACTOR = 10_000n;
const QTY_FACTOR = 100_000_000n;
const EMPTY_LEVEL = /^-?9999999999$/;
const TIME = /^(\d{1,6})(?:\.(\d{1,9}))?$/;
const INTEGER = /^-?\d{1,12}$/;

/** Read as text: a double holds only 17 digits, and the file's nanoseconds must stay what they are. */
export function parseTimeNs(text: string): bigint {
  const [, seconds, fraction = ""] = TIME.exec(text) ?? [];
  if (seconds === undefined)
    throw new LobsterFileError(`time was "${text}", expected seconds with up to 9 decimals`);
  return BigInt(seconds + fraction.padEnd(9, "0"));
}

export function parseMessage(line: string): LobsterMessage {
  const [time = "", type = "", orderId = "", size = "", price = "", direction] = line.split(",");
  if (direction !== "1" && direction !== "-1")
    throw new LobsterFileError(`direction was "${direction ?? ""}", expected 1 or -1`);
  return {
    timeNs: parseTimeNs(time),
    type: Number(integer(type, "type")),
    orderId,
    qty: integer(size, "size") * QTY_FACTOR,
    px: integer(price, "price") * PX_FACTOR,
    side: direction === "1" ? "BUY" : "SELL",
  };
}

export function parseBookRow(line: string): BookRow {
  const fields = line.split(",");
  if (fields.length % 4 !== 0)
    throw new LobsterFileError(`a book row had ${fields.length} fields, expected 4 per level`);
  const row: BookRow = { BUY: [], SELL: [] };
  for (let at = 0; at < fields.length; at += 4) {
    put(row.SELL, fields[at], fields[at + 1]);
    put(row.BUY, fields[at + 2], fields[at + 3]);
  }
  return row;
}

function put(levels: BookLevel[], price = "", size = ""): void {
  if (EMPTY_LEVEL.test(price)) return;
  levels.push({
    px: integer(price, "price") * PX_FACTOR,
    qty: integer(size, "size") * QTY_FACTOR,
  });
}

function integer(text: string, field: string): bigint {
  if (!INTEGER.test(text))
    throw new LobsterFileError(`${field} was "${text}", expected a whole number`);
  return BigInt(text);
}
