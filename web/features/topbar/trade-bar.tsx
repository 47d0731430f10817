"use client";
import { decimalOf, displayDecimal, placesOf } from "../../lib/money/decimal.ts";
import { useTable } from "../../lib/stream/use-live-table.ts";
import { topOf } from "../book/logic.ts";
import { useDesk } from "../trade/context.tsx";
import { TopBar } from "./frame.tsx";
import { SymbolSwitcher } from "./symbol-switcher.tsx";

function Figure({
  name,
  value,
  className = "",
}: {
  name: string;
  value: string;
  className?: string;
}) {
  return (
    <span className="flex items-baseline gap-1">
      <span className="text-dim">{name}</span>
      <span className={className}>{value}</span>
    </span>
  );
}

/** The newest trade with the way it went against the one before. */
function LastPrice({ places }: { places: number }) {
  const { trades } = useDesk();
  const [last, before] = useTable(trades).rows;
  if (!last) return <Figure name="Last" value="–" />;
  const isDown = before !== undefined && decimalOf(last.lastPx) < decimalOf(before.lastPx);
  const text = `${isDown ? "▼" : "▲"} ${displayDecimal(decimalOf(last.lastPx), places)}`;
  return (
    <Figure name="Last" value={text} className={`text-base ${isDown ? "text-down" : "text-up"}`} />
  );
}

export function TradeBar() {
  const { book, instrument, me } = useDesk();
  const places = placesOf(instrument.tickPx);
  const { bid, ask, spread } = topOf(useTable(book).rows);
  const show = (px: bigint | undefined) => (px === undefined ? "–" : displayDecimal(px, places));
  return (
    <TopBar me={me}>
      <SymbolSwitcher />
      <LastPrice places={places} />
      <Figure name="Bid" value={show(bid)} className="text-up" />
      <Figure name="Ask" value={show(ask)} className="text-down" />
      <Figure name="Spread" value={show(spread)} />
    </TopBar>
  );
}
