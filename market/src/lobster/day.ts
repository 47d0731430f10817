// One trading day as LOBSTER delivers it: a ZIP with a message file and the orderbook file that belongs to it, line by line.
import { readFileSync } from "node:fs";
import { strFromU8, type UnzipFileInfo, unzipSync } from "fflate";
import { LobsterFileError } from "./errors.ts";
import { type BookRow, type LobsterMessage, parseBookRow, parseMessage } from "./rows.ts";

/** What the names of the files say. */
export interface DayName {
  /** For example GOOG_2012-06-21_34200000_57600000_10: symbol, date, first and last ms after midnight, levels. */
  id: string;
  symbol: string;
  date: string;
  /** Levels a side. */
  depth: number;
}

/** A message and the book after it. `row` counts from 1. */
export interface DayRow {
  row: number;
  message: LobsterMessage;
  book: BookRow;
}

export interface LobsterDay extends DayName {
  /** All rows from the first; may be walked more than once. */
  rows(): Generator<DayRow, void>;
}

/** SYMBOL_DATE_START_END_message_LEVELS.csv, in any folder of the archive. */
const MEMBER = /(?:^|\/)([A-Z0-9.]{1,16})_(\d{4}-\d\d-\d\d)_(\d+)_(\d+)_message_(\d+)\.csv$/;

/** Which day the archive holds, without unpacking it. Throws LobsterFileError. */
export function readDayName(path: string): DayName {
  const { name } = findMessages(namesIn(readArchive(path), path), path);
  return name;
}

/** Unpacks a day. Throws LobsterFileError with a sentence when the file is missing, no ZIP or not a LOBSTER day. */
export function readDay(path: string): LobsterDay {
  const archive = readArchive(path);
  const { name, messages } = findMessages(namesIn(archive, path), path);
  const books = messages.replace(/_message_(\d+\.csv)$/, "_orderbook_$1");
  const files = unzipped(archive, path, ({ name: member }) => [messages, books].includes(member));
  const messageFile = files[messages];
  const bookFile = files[books];
  if (!messageFile || !bookFile)
    throw new LobsterFileError(`${path} lacks ${books}, the book that belongs to ${messages}`);
  return dayOf(name, messageFile, bookFile);
}

/** A day made of the contents of its two files. */
export function dayOf(name: DayName, messages: Uint8Array, books: Uint8Array): LobsterDay {
  function* rows(): Generator<DayRow, void> {
    const bookLines = lines(books);
    let row = 0;
    for (const line of lines(messages)) {
      row += 1;
      const bookLine = bookLines.next();
      if (bookLine.done) throw new LobsterFileError(`the book ends before message row ${row}`);
      yield parseRow(name, row, line, bookLine.value);
    }
    if (row === 0) throw new LobsterFileError(`${name.id} holds no rows`);
    if (!bookLines.next().done)
      throw new LobsterFileError(`the book goes on after the last message, row ${row}`);
  }
  return { ...name, rows };
}

function parseRow({ id }: DayName, row: number, message: string, book: string): DayRow {
  try {
    return { row, message: parseMessage(message), book: parseBookRow(book) };
  } catch (error) {
    throw new LobsterFileError(`${id} row ${row}: ${(error as Error).message}`);
  }
}

/** Lines of a file, without ever holding it as one string. */
function* lines(file: Uint8Array): Generator<string, void> {
  for (let at = 0; at < file.length; ) {
    const end = file.indexOf(10, at);
    const line = strFromU8(file.subarray(at, end < 0 ? file.length : end), true).trimEnd();
    if (line !== "") yield line;
    at = end < 0 ? file.length : end + 1;
  }
}

function readArchive(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`;
    throw new LobsterFileError(`${path}: ${why}; expected a LOBSTER ZIP archive`);
  }
}

function namesIn(archive: Uint8Array, path: string): string[] {
  const names: string[] = [];
  unzipped(archive, path, ({ name }) => {
    names.push(name);
    return false;
  });
  return names;
}

function findMessages(names: string[], path: string): { name: DayName; messages: string } {
  const messages = names.find((member) => MEMBER.test(member));
  if (messages === undefined) {
    const wanted = "SYMBOL_DATE_START_END_message_LEVELS.csv";
    throw new LobsterFileError(`${path} holds no ${wanted}, only ${names.join(", ") || "nothing"}`);
  }
  const [, symbol = "", date = "", start, end, levels] = MEMBER.exec(messages) ?? [];
  const id = [symbol, date, start, end, levels].join("_");
  return { messages, name: { id, symbol, date, depth: Number(levels) } };
}

function unzipped(archive: Uint8Array, path: string, filter: (file: UnzipFileInfo) => boolean) {
  try {
    return unzipSync(archive, { filter });
  } catch (error) {
    throw new LobsterFileError(`${path} is no readable ZIP archive: ${(error as Error).message}`);
  }
}
