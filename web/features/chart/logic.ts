import type { CandlestickData, HistogramData, UTCTimestamp } from "lightweight-charts";
import { epochSeconds } from "../../lib/format/time.ts";
import type { Candle } from "../market/tables.ts";

export const CHART_COLOURS = {
  up: "#2fbf71",
  down: "#f0616d",
  upVolume: "rgba(47,191,113,0.35)",
  downVolume: "rgba(240,97,109,0.35)",
  replayUp: "#1f6f48",
  replayDown: "#8c4048",
} as const;

/** What the chart library draws; its doubles are pixels in the end and never reach an order. */
export interface Bar {
  readonly price: CandlestickData<UTCTimestamp>;
  readonly volume: HistogramData<UTCTimestamp>;
}

export function barOf(candle: Candle): Bar {
  const time = epochSeconds(candle.startTimeNs) as UTCTimestamp;
  const [open, high, low, close] = [candle.openPx, candle.highPx, candle.lowPx, candle.closePx].map(
    Number,
  ) as [number, number, number, number];
  const isUp = close >= open;
  const color = candle.source === "REPLAY" ? replayColour(isUp) : liveColour(isUp);
  return {
    price: { time, open, high, low, close, color, wickColor: color },
    volume: {
      time,
      value: Number(candle.volume),
      color: isUp ? CHART_COLOURS.upVolume : CHART_COLOURS.downVolume,
    },
  };
}

const liveColour = (isUp: boolean) => (isUp ? CHART_COLOURS.up : CHART_COLOURS.down);
const replayColour = (isUp: boolean) => (isUp ? CHART_COLOURS.replayUp : CHART_COLOURS.replayDown);

/** "1-minute candles · 480 REPLAY, 20 LIVE". */
export function legendOf(candles: readonly Candle[]): string {
  const replayed = candles.filter((candle) => candle.source === "REPLAY").length;
  const live = candles.length - replayed;
  const parts = [replayed > 0 ? `${replayed} REPLAY (darker)` : "", live > 0 ? `${live} LIVE` : ""];
  return parts.filter(Boolean).join(" · ");
}

/** The candles that changed since `before`; undefined when the whole series must be set again. */
export function changesSince(
  before: readonly Candle[],
  now: readonly Candle[],
): readonly Candle[] | undefined {
  const last = before.length - 1;
  if (last < 0 || now.length < before.length) return undefined;
  const isSameHead = before.slice(0, -1).every((candle, index) => candle === now[index]);
  return isSameHead ? now.slice(last) : undefined;
}
