// What a verification found, in lines for people, and whether it is what was expected.
import type { DayName } from "../lobster/day.ts";
import { knownDay } from "./known-days.ts";

/** Everything that was counted. Rows count from 1; the first seeds the book. */
export interface Findings {
  day: DayName;
  rowsCompared: number;
  /** Rows whose book differs, with the first difference. */
  differences: { row: number; text: string }[];
  imports: number;
  repairs: number;
  /** Executions that did not hit the order that the file names. */
  fifoExceptions: number[];
  /** Rows where the file's own messages skip the head of a queue. */
  skippedByFile: number[];
  /** Commands that the engine refused, with row and reason. */
  refused: { row: number; text: string }[];
  commands: number;
  lastBookSequence: bigint;
  isDurable: boolean;
  seconds: number;
}

/** Before the first row. */
export function noFindings({ id, symbol, date, depth }: DayName): Findings {
  return {
    day: { id, symbol, date, depth },
    rowsCompared: 0,
    differences: [],
    imports: 0,
    repairs: 0,
    fifoExceptions: [],
    skippedByFile: [],
    refused: [],
    commands: 0,
    lastBookSequence: 0n,
    isDurable: true,
    seconds: 0,
  };
}

const SHOWN = 5;
const count = (value: number | bigint) => value.toLocaleString("en-US");

/** 5, 7, 8, 9 → "5; 7–9". */
export function rowList(rows: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === row) last[1] = row;
    else runs.push([row, row]);
  }
  const text = ([from, to]: [number, number]) =>
    from === to ? count(from) : `${count(from)}–${count(to)}`;
  return runs.map(text).join("; ") || "none";
}

/** What is wrong, one sentence each; empty = verified. */
export function problems(found: Findings): string[] {
  const known = knownDay(found.day);
  const fifo = known?.fifoExceptions ?? found.skippedByFile;
  const texts = [
    found.differences.length > 0 && `${count(found.differences.length)} rows differ`,
    found.refused.length > 0 && `${count(found.refused.length)} commands were refused`,
    found.repairs > 0 && `${count(found.repairs)} levels hold what no message explains`,
    known && known.rowsCompared !== found.rowsCompared && wanted("rows", known.rowsCompared),
    known && known.imports !== found.imports && wanted("imports", known.imports),
    rowList(fifo) !== rowList(found.fifoExceptions) && `FIFO exceptions must be ${rowList(fifo)}`,
  ];
  return texts.filter((text) => typeof text === "string");
}

const wanted = (what: string, value: number) => `${what} must be ${count(value)}`;

/** The report, line by line; the last line is the verdict. */
export function reportLines(found: Findings): string[] {
  const { day, differences, refused, fifoExceptions } = found;
  const mode = found.isDurable ? "durable" : "memory (replies do not wait for the disk)";
  const basis = knownDay(day) ? "as known of this file" : "as the file itself implies";
  const wrong = problems(found);
  return [
    `${day.symbol} ${day.date}, ${day.depth} levels, acknowledgement ${mode}`,
    `rows compared = ${count(found.rowsCompared)}, of which differ = ${count(differences.length)}`,
    `imports = ${count(found.imports)}`,
    `FIFO exceptions = ${shortened(fifoExceptions)}`,
    ...first(differences).map(({ row, text }) => `  row ${count(row)}: ${text}`),
    ...first(refused).map(({ row, text }) => `  row ${count(row)}: ${text}`),
    `${count(found.commands)} commands, ${count(found.lastBookSequence)} book changes, ` +
      `${found.seconds.toFixed(1)} s`,
    wrong.length > 0 ? `FAILED: ${wrong.join("; ")}` : `VERIFIED, ${basis}`,
  ];
}

const first = <T>(items: readonly T[]): readonly T[] => items.slice(0, SHOWN);

function shortened(rows: readonly number[]): string {
  const shown = rows.slice(0, 40);
  const more = rows.length - shown.length;
  return rowList(shown) + (more > 0 ? ` and ${count(more)} more` : "");
}
