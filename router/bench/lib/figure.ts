import { cpus, loadavg, totalmem } from "node:os";

/** One measured value beside what it must be. */
export interface Figure {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly must: "<=" | ">=";
  readonly bound: number;
}

const print = (line = ""): void => void process.stdout.write(`${line}\n`);

/** A measured number as people read it. */
export function round(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(value < 10 ? 3 : value < 1_000 ? 1 : 0);
}

/** Prints a heading and rows in columns. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  print(`\n${title}`);
  for (const row of rows) {
    print(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
  }
}

/** Prints the line that programs read. */
export function printFigure({ id, value, unit, must, bound }: Figure): void {
  const isMet = must === "<=" ? value <= bound : value >= bound;
  const verdict = isMet ? "MET" : "MISSED";
  print(`FIGURE ${id} ${round(value)} ${unit} must ${must} ${bound} ${verdict}`);
}

/** The machine, and how busy it was: without it a figure says nothing. */
export function printMachine(): void {
  const all = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg().map((one) => one.toFixed(1));
  print(`${all.length} × ${all[0]?.model ?? "?"}, ${memory} GB, Node ${process.version}`);
  print(`load average ${load.join(" ")}, ${new Date().toISOString()}`);
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
