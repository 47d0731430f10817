import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { readDay, readDayName } from "./day.ts";

const dir = mkdtempSync(join(tmpdir(), "hft-lobster-"));
afterAll(() => rmSync(dir, { recursive: true }));

const NAME = "XYZ_2012-06-21_34200000_57600000";
const MESSAGES = "34200.1,1,7,10,1000000,1\n34200.2,3,7,10,1000000,1\n";
const BOOKS = "1010000,5,1000000,10\n1010000,5,-9999999999,0\n";

function zip(name: string, files: Record<string, string>): string {
  const path = join(dir, name);
  const members = Object.entries(files).map(([member, text]) => [member, strToU8(text)] as const);
  writeFileSync(path, zipSync(Object.fromEntries(members)));
  return path;
}

describe("a LOBSTER archive", () => {
  it("[MKT-001] is named by its files and gives each message with the book after it", () => {
    const path = zip("good.zip", {
      [`${NAME}_message_1.csv`]: MESSAGES,
      [`${NAME}_orderbook_1.csv`]: BOOKS,
    });
    expect(readDayName(path)).toEqual({
      id: `${NAME}_1`,
      symbol: "XYZ",
      date: "2012-06-21",
      depth: 1,
    });
    const rows = [...readDay(path).rows()];
    expect(rows.map(({ row, message, book }) => [row, message.type, book.BUY.length])).toEqual([
      [1, 1, 1],
      [2, 3, 0],
    ]);
  });

  it.each<[string, string, string]>([
    ["a shorter book", "1010000,5,1000000,10\n", "the book ends before message row 2"],
    ["a longer book", `${BOOKS}1010000,5,1000000,10\n`, "goes on after the last message, row 2"],
    ["a broken row", "1010000,5,1000000\n", `${NAME}_1 row 1: a book row had 3 fields`],
  ])("[MKT-001] is refused with %s", (name, books, text) => {
    const path = zip(`${name}.zip`, {
      [`${NAME}_message_1.csv`]: MESSAGES,
      [`${NAME}_orderbook_1.csv`]: books,
    });
    expect(() => [...readDay(path).rows()]).toThrow(text);
  });

  it("[MKT-001] is refused when it is missing, no ZIP, or no LOBSTER day", () => {
    expect(() => readDay(join(dir, "none.zip"))).toThrow("there is no such file");
    expect(() => readDay(dir)).toThrow("cannot be read (EISDIR)");
    const text = join(dir, "text.zip");
    writeFileSync(text, "not a zip");
    expect(() => readDay(text)).toThrow("is no readable ZIP archive");
    const other = zip("other.zip", { "readme.txt": "hello" });
    expect(() => readDay(other)).toThrow("holds no SYMBOL_DATE_START_END_message_LEVELS.csv");
    const half = zip("half.zip", { [`${NAME}_message_1.csv`]: MESSAGES });
    expect(() => readDay(half)).toThrow(`lacks ${NAME}_orderbook_1.csv`);
  });
});
