import { cpus, loadavg } from "node:os";

/** What a figure must be; written into the line that reports it. */
export interface Bound {
  op: "<=" | ">=" | "=";
  bound: number;
}

/** One line per figure, the same for every benchmark of the project. */
export function figure(id: string, value: number, unit: string, { op, bound }: Bound): string {
  const isMet =
    op === "<=" ? value <= bound : op === ">=" ? value >= bound : Math.abs(value - bound) < 1e-9;
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return `FIGURE ${id} ${shown} ${unit} must ${op} ${bound} ${isMet ? "MET" : "MISSED"}`;
}

/** A figure without its machine says nothing. */
export function machine(): string {
  const [first] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  return `${cpus().length} × ${first?.model ?? "unknown processor"}, load average ${load}`;
}

/** The middle of what was measured; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
}
