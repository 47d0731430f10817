import { describe, expect, it } from "vitest";
import { type Findings, noFindings, problems, reportLines, rowList } from "./report.ts";

const GOOG = {
  id: "GOOG_2012-06-21_34200000_57600000_10",
  symbol: "GOOG",
  date: "2012-06-21",
  depth: 10,
};
const known: Findings = {
  ...noFindings(GOOG),
  rowsCompared: 147_915,
  imports: 44_451,
  fifoExceptions: [69_773, 131_725, 131_726, 131_727, 145_471],
};

describe("report of a verification", () => {
  it("joins rows that follow each other", () => {
    expect(rowList(known.fifoExceptions)).toBe("69,773; 131,725–131,727; 145,471");
    expect(rowList([])).toBe("none");
  });

  it("[MKT-004] is content with exactly what is known of the file", () => {
    expect(problems(known)).toEqual([]);
    expect(reportLines(known).at(-1)).toBe("VERIFIED, as known of this file");
  });

  it.each<[string, Partial<Findings>, string]>([
    ["a row fewer", { rowsCompared: 147_914 }, "rows must be 147,915"],
    ["an import more", { imports: 44_452 }, "imports must be 44,451"],
    ["an exception fewer", { fifoExceptions: [69_773] }, "FIFO exceptions must be 69,773; 131"],
    ["an exception more", { fifoExceptions: [1, ...known.fifoExceptions] }, "FIFO exceptions must"],
    ["a different row", { differences: [{ row: 7, text: "?" }] }, "1 rows differ"],
    ["a refusal", { refused: [{ row: 7, text: "?" }] }, "1 commands were refused"],
    ["a repair", { repairs: 1 }, "1 levels hold what no message explains"],
  ])("[MKT-004] refuses %s", (_, change, text) => {
    expect(problems({ ...known, ...change }).join()).toContain(text);
  });

  it("[MKT-004] holds an unknown file against its own messages", () => {
    const other = { ...noFindings({ ...GOOG, id: "other" }), skippedByFile: [5] };
    expect(problems({ ...other, fifoExceptions: [5] })).toEqual([]);
    expect(problems(other)).toEqual(["FIFO exceptions must be 5"]);
  });
});
