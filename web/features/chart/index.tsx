"use client";
import { useEffect, useRef } from "react";
import { placesOf } from "../../lib/money/decimal.ts";
import { useTable } from "../../lib/stream/use-live-table.ts";
import { PanelState, useStaleClass } from "../connection/panel-state.tsx";
import { useDesk } from "../trade/context.tsx";
import { legendOf } from "./logic.ts";
import { drawChart } from "./price-chart.ts";

/** One-minute candles. A group with a name rather than an image: the library puts elements of its own inside. */
export function Chart() {
  const { candles, instrument } = useDesk();
  const host = useRef<HTMLDivElement>(null);
  const { rows, phase } = useTable(candles);
  const decimals = placesOf(instrument.tickPx);
  useEffect(() => {
    if (!host.current) return undefined;
    return drawChart(host.current, candles, decimals);
  }, [candles, decimals]);
  return (
    <section
      aria-label="Chart"
      data-box="chart"
      className={`panel flex min-h-0 min-w-0 flex-col ${useStaleClass()}`}
    >
      <div className="panel-head">
        <h2>Chart</h2>
        <span className="text-dim">1-minute candles · {legendOf(rows)}</span>
        <PanelState phase={phase} what="candles" />
        <a
          className="text-dim"
          href="https://www.tradingview.com/"
          rel="noreferrer"
          target="_blank"
        >
          Charts by TradingView
        </a>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form control. */}
      <div
        ref={host}
        role="group"
        aria-label={`Candles of ${instrument.symbol}, ${rows.length} loaded`}
        data-testid="chart"
        className="min-h-0 flex-1"
      />
    </section>
  );
}
