// Chains of bars: what counts are their returns; the level is chosen by where the chain has to end.
import { larger, smaller } from "@hft/domain";
import { type Bar, scaled } from "./read-bars.ts";

/** The last `count` bars of the endless repetition of `bars`, each lap scaled to join the next. */
export function looped(bars: readonly Bar[], count: number): Bar[] {
  const chain: Bar[] = [];
  let next: Bar | null = null;
  for (let i = 0; i < count; i += 1) {
    const bar = bars[bars.length - 1 - (i % bars.length)] as Bar;
    const joined: Bar = next ? scaled(bar, next.openPx, bar.closePx) : bar;
    chain.push(joined);
    next = joined;
  }
  return chain.reverse();
}

/** Bars of `size` consecutive ones each. */
export function grouped(bars: readonly Bar[], size: number): Bar[] {
  const groups: Bar[] = [];
  for (let at = 0; at + size <= bars.length; at += size) {
    const part = bars.slice(at, at + size);
    groups.push({
      openPx: (part[0] as Bar).openPx,
      highPx: part.reduce((high, b) => larger(b.highPx, high), 0n),
      lowPx: part.reduce((low, b) => smaller(b.lowPx, low), (part[0] as Bar).lowPx),
      closePx: (part.at(-1) as Bar).closePx,
      volume: part.reduce((sum, b) => sum + b.volume, 0n),
    });
  }
  return groups;
}

/** The chain moved so that its last close is `px`, prices rounded to the tick. */
export function endingAt(bars: readonly Bar[], px: bigint, tickPx: bigint): Bar[] {
  const last = (bars.at(-1) as Bar).closePx;
  const toTick = (value: bigint) => ((value + tickPx / 2n) / tickPx) * tickPx;
  return bars.map((bar) => {
    const moved = scaled(bar, px, last);
    const { openPx, highPx, lowPx, closePx, volume } = moved;
    return {
      openPx: toTick(openPx),
      highPx: toTick(highPx),
      lowPx: toTick(lowPx),
      closePx: toTick(closePx),
      volume,
    };
  });
}
