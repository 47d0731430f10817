"use client";
import { memo } from "react";
import { clockOf } from "../../lib/format/time.ts";
import { decimalOf, displayDecimal, placesOf } from "../../lib/money/decimal.ts";
import { useTable } from "../../lib/stream/use-live-table.ts";
import { PanelState, useStaleClass } from "../connection/panel-state.tsx";
import type { Trade } from "../market/tables.ts";
import { useDesk } from "../trade/context.tsx";

const ROWS = 30;

const Row = memo(function Row({ trade, px, qty }: { trade: Trade; px: number; qty: number }) {
  const isBuy = trade.aggressorSide === "BUY";
  return (
    <li className="flex h-[18px] w-full items-center px-2" data-match-id={trade.matchId}>
      <span className={`w-[36%] ${isBuy ? "text-up" : "text-down"}`}>
        <span aria-hidden="true">{isBuy ? "▲" : "▼"} </span>
        <span className="sr-only">{isBuy ? "bought " : "sold "}</span>
        {displayDecimal(decimalOf(trade.lastPx), px)}
      </span>
      <span className="w-[28%] text-right">{displayDecimal(decimalOf(trade.lastQty), qty)}</span>
      <span className="flex-1 text-right text-dim">{clockOf(trade.transactTimeNs)}</span>
    </li>
  );
});

/** Trades as they happen, newest on top; what does not fit is cut off, not scrolled. */
export function Tape() {
  const { trades, instrument } = useDesk();
  const { rows, phase } = useTable(trades);
  const px = placesOf(instrument.tickPx);
  const qty = placesOf(instrument.lotQty);
  return (
    <section
      aria-label="Trades"
      data-box="tape"
      className={`panel flex min-h-0 flex-col overflow-hidden ${useStaleClass()}`}
    >
      <div className="panel-head shrink-0">
        <h2>Trades</h2>
        <PanelState phase={phase} what="trades" />
      </div>
      {rows.length === 0 && phase.kind === "live" ? (
        <p className="notice">No trades yet in {instrument.symbol}.</p>
      ) : null}
      {/* A row that does not fit whole wraps into a column beyond the edge. */}
      <ol
        className="relative flex min-h-0 flex-1 flex-col flex-wrap overflow-hidden"
        data-testid="tape"
      >
        {rows.slice(0, ROWS).map((trade) => (
          <Row key={trade.matchId} trade={trade} px={px} qty={qty} />
        ))}
      </ol>
    </section>
  );
}
