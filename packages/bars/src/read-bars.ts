// Shipped bars of real sessions (QuantConnect Lean sample data, see NOTICE): prices × 10,000 in the files, × 1e-8 here.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { divideHalfEven } from "@hft/domain";

/** One bar. Prices and volume × 1e-8. */
export interface Bar {
  openPx: bigint;
  highPx: bigint;
  lowPx: bigint;
  closePx: bigint;
  volume: bigint;
}

/** Symbols that bars are shipped for. */
export const BAR_SYMBOLS: readonly string[] = ["AAPL", "SPY", "IBM", "BAC"];

const DATA = join(import.meta.dirname, "../data");
const PX_FACTOR = 10_000n;
const QTY_FACTOR = 100_000_000n;
/** A larger move within one bar is a split, not a market. */
const MOVE_MAX_PERCENT = 10n;

function barOf(line: string): Bar {
  const [, open = "0", high = "0", low = "0", close = "0", volume = "0"] = line.split(",");
  const px = (text: string) => BigInt(text) * PX_FACTOR;
  const qty = BigInt(Math.round(Number(volume))) * QTY_FACTOR;
  return { openPx: px(open), highPx: px(high), lowPx: px(low), closePx: px(close), volume: qty };
}

function readFile(path: string): Bar[] {
  return readFileSync(join(DATA, path), "utf8").trim().split("\n").map(barOf);
}

/** Bars of a symbol in time order, those that hold a split left out. Throws for a symbol that has none. */
export function readBars(symbol: string, length: "minute" | "hour"): Bar[] {
  if (!BAR_SYMBOLS.includes(symbol))
    throw new Error(`no bars are shipped for ${symbol}: ${BAR_SYMBOLS.join(", ")}`);
  const name = symbol.toLowerCase();
  const files = length === "hour" ? [`hour/${name}.csv`] : minuteFiles(name);
  return withoutSplits(files.flatMap(readFile));
}

const minuteFiles = (name: string): string[] =>
  readdirSync(join(DATA, "minute"))
    .filter((file) => file.startsWith(`${name}-`))
    .sort()
    .map((file) => `minute/${file}`);

function withoutSplits(bars: Bar[]): Bar[] {
  const isJump = (from: bigint, to: bigint) =>
    (to > from ? to - from : from - to) * 100n > from * MOVE_MAX_PERCENT;
  const kept: Bar[] = [];
  for (const bar of bars) {
    if (isJump(bar.openPx, bar.closePx) || isJump(bar.lowPx, bar.highPx)) continue;
    const before = kept.at(-1);
    // After a jump between two bars, what came before is scaled to join: only returns matter.
    if (before && isJump(before.closePx, bar.openPx))
      kept.splice(0, kept.length, ...kept.map((b) => scaled(b, bar.openPx, before.closePx)));
    kept.push(bar);
  }
  return kept;
}

/** A bar × to / from. */
export function scaled(bar: Bar, to: bigint, from: bigint): Bar {
  const px = (value: bigint) => divideHalfEven(value * to, from);
  return {
    ...bar,
    openPx: px(bar.openPx),
    highPx: px(bar.highPx),
    lowPx: px(bar.lowPx),
    closePx: px(bar.closePx),
  };
}
