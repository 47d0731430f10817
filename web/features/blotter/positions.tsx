"use client";
import { decimalOf, displayDecimal } from "../../lib/money/decimal.ts";
import { useTable } from "../../lib/stream/use-live-table.ts";
import { useDesk, usePriceText } from "../trade/context.tsx";
import { accountOf, unrealizedOf } from "./logic.ts";

function Money({ value }: { value: bigint }) {
  const colour = value < 0n ? "text-down" : value > 0n ? "text-up" : "";
  return (
    <td className={`num ${colour}`}>
      {value > 0n ? "+" : ""}
      {displayDecimal(value)}
    </td>
  );
}

/** Last price of a symbol: the last that a quote told, else what was known when the page was loaded. */
function useMarks(): (symbol: string) => string | null | undefined {
  const { quotes, instruments } = useDesk();
  const { rows } = useTable(quotes);
  const live = new Map(rows.map((quote) => [quote.symbol, quote.lastPx]));
  const loaded = new Map(instruments.map(({ symbol, lastPx }) => [symbol, lastPx]));
  return (symbol) => live.get(symbol) ?? loaded.get(symbol);
}

export function Positions() {
  const { positions } = useDesk();
  const { rows } = useTable(positions);
  const mark = useMarks();
  const priceText = usePriceText();
  if (rows.length === 0) return <p className="notice">No positions yet.</p>;
  return (
    <table className="grid-table">
      <thead>
        <tr>
          <th scope="col">Symbol</th>
          <th scope="col">Account</th>
          <th scope="col" className="num">
            Quantity
          </th>
          <th scope="col" className="num">
            Average
          </th>
          <th scope="col" className="num">
            Mark
          </th>
          <th scope="col" className="num">
            Unrealized
          </th>
          <th scope="col" className="num">
            Realized
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((position) => {
          const { id, symbol, quantity, avgPx, realizedPnl } = position;
          const px = mark(symbol) ?? position.markPx;
          return (
            <tr key={id} data-position-id={id} data-quantity={quantity}>
              <td>{symbol}</td>
              <td>{accountOf(id)}</td>
              <td className="num">{displayDecimal(decimalOf(quantity), 0)}</td>
              <td className="num">{priceText(symbol, avgPx)}</td>
              <td className="num">{priceText(symbol, px)}</td>
              <Money value={unrealizedOf(position, px)} />
              <Money value={decimalOf(realizedPnl)} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
