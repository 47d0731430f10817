import { describe, expect, it } from "vitest";
import type { Candle } from "../market/tables.ts";
import { barOf, CHART_COLOURS, changesSince, legendOf } from "./logic.ts";

const candle = (minute: number, part: Partial<Candle> = {}): Candle => ({
  startTimeNs: `2026-01-02T03:${String(minute).padStart(2, "0")}:00.000000000Z`,
  openPx: "10",
  highPx: "12",
  lowPx: "9",
  closePx: "11",
  volume: "100",
  source: "LIVE",
  ...part,
});

describe("candles", () => {
  it("stand at their second and take the colour of their direction and source", () => {
    expect(barOf(candle(4)).price).toMatchObject({
      time: 1_767_323_040,
      close: 11,
      color: CHART_COLOURS.up,
    });
    const replay = barOf(candle(4, { source: "REPLAY", closePx: "9" }));
    expect(replay.price.color).toBe(CHART_COLOURS.replayDown);
  });

  it("are told apart in words", () => {
    expect(legendOf([candle(1, { source: "REPLAY" }), candle(2)])).toBe(
      "1 REPLAY (darker) · 1 LIVE",
    );
  });

  it("are updated where only the end changed, and set anew otherwise", () => {
    const [a, b, c] = [candle(1), candle(2), candle(3)];
    const newer = candle(2, { closePx: "12" });
    expect(changesSince([a, b], [a, newer, c])).toEqual([newer, c]);
    expect(changesSince([a, b], [candle(1), b])).toBeUndefined();
    expect(changesSince([], [a])).toBeUndefined();
    expect(changesSince([a, b], [a])).toBeUndefined();
  });
});
