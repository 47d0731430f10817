import {
  CandlestickSeries,
  ColorType,
  createChart,
  HistogramSeries,
  type IChartApi,
} from "lightweight-charts";
import type { Candle, CandleTable } from "../market/tables.ts";
import { barOf, CHART_COLOURS, changesSince } from "./logic.ts";

/** How many candles one sees at first. */
const VISIBLE = 320;
const ROOM_RIGHT = 6;

function makeChart(host: HTMLElement): IChartApi {
  return createChart(host, {
    autoSize: true,
    layout: {
      // The credit stands in the panel's head instead: the logo is a link inside a drawing.
      attributionLogo: false,
      background: { type: ColorType.Solid, color: "#12161c" },
      textColor: "#8b95a3",
      fontSize: 11,
      fontFamily: getComputedStyle(host).fontFamily,
    },
    grid: { vertLines: { color: "#1a2029" }, horzLines: { color: "#1a2029" } },
    rightPriceScale: { borderColor: "#232a34" },
    timeScale: { borderColor: "#232a34", timeVisible: true, minBarSpacing: 0.5 },
  });
}

/** Draws a candle table into `host` until the returned function is called. */
export function drawChart(host: HTMLElement, table: CandleTable, decimals: number): () => void {
  const chart = makeChart(host);
  const minMove = 1 / 10 ** decimals;
  const prices = chart.addSeries(CandlestickSeries, {
    upColor: CHART_COLOURS.up,
    downColor: CHART_COLOURS.down,
    borderVisible: false,
    priceFormat: { type: "price", precision: decimals, minMove },
  });
  const volumes = chart.addSeries(HistogramSeries, {
    priceScaleId: "volume",
    lastValueVisible: false,
    priceLineVisible: false,
  });
  chart.priceScale("volume").applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
  let drawn: readonly Candle[] = [];

  function draw(): void {
    const { rows } = table.getView();
    if (rows === drawn) return;
    const changed = changesSince(drawn, rows);
    if (changed) for (const bar of changed.map(barOf)) update(bar);
    else setAll(rows);
    drawn = rows;
    count();
  }

  function update(bar: ReturnType<typeof barOf>): void {
    prices.update(bar.price);
    volumes.update(bar.volume);
  }

  function setAll(rows: readonly Candle[]): void {
    const bars = rows.map(barOf);
    prices.setData(bars.map((bar) => bar.price));
    volumes.setData(bars.map((bar) => bar.volume));
    if (bars.length === 0) return;
    const range = { from: bars.length - VISIBLE, to: bars.length + ROOM_RIGHT };
    chart.timeScale().setVisibleLogicalRange(range);
  }

  /** What is within the visible range of the series, as the library itself says. */
  function count(): void {
    const range = chart.timeScale().getVisibleLogicalRange();
    const shown = range && prices.barsInLogicalRange(range);
    const total = prices.data().length;
    const hidden = shown ? Math.max(0, shown.barsBefore) + Math.max(0, shown.barsAfter) : total;
    host.dataset["candles"] = String(Math.round(total - hidden));
  }

  chart.timeScale().subscribeVisibleLogicalRangeChange(count);
  const stop = table.subscribe(draw);
  draw();
  return () => {
    stop();
    chart.remove();
  };
}
