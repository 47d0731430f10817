"use client";
import { memo, type RefObject, useEffect, useState } from "react";
import { clockOf } from "../../lib/format/time.ts";
import { useTable } from "../../lib/stream/use-live-table.ts";
import { useDesk, usePriceText } from "../trade/context.tsx";
import { windowOf } from "./logic.ts";
import type { Fill } from "./tables.ts";

const ROW_HEIGHT = 22;

/** Attributes hold the texts of the API as they came: what is shown may be shortened, they are not. */
const Row = memo(function Row({ fill, px }: { fill: Fill; px: string }) {
  const isBuy = fill.side === "BUY";
  return (
    <tr
      data-exec-id={fill.id}
      data-account-id={fill.accountId}
      data-order-id={fill.orderId}
      data-symbol={fill.symbol}
      data-side={fill.side}
      data-last-px={fill.lastPx}
      data-last-qty={fill.lastQty}
      data-liquidity={fill.liquidity}
      data-match-id={fill.matchId}
      data-transact-time-ns={fill.transactTimeNs}
    >
      <td>{clockOf(fill.transactTimeNs)}</td>
      <td>{fill.symbol}</td>
      <td className={isBuy ? "text-up" : "text-down"}>{isBuy ? "Bought" : "Sold"}</td>
      <td className="num">{fill.lastQty}</td>
      <td className="num">{px}</td>
      <td>{fill.liquidity === "MAKER" ? "Maker" : "Taker"}</td>
      <td>{fill.matchId}</td>
      <td>{fill.orderId}</td>
    </tr>
  );
});

function useScroll(scroller: RefObject<HTMLElement | null>): { top: number; height: number } {
  const [place, setPlace] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const read = (): void => setPlace({ top: element.scrollTop, height: element.clientHeight });
    read();
    element.addEventListener("scroll", read, { passive: true });
    return () => element.removeEventListener("scroll", read);
  }, [scroller]);
  return place;
}

const Space = ({ rows }: { rows: number }) =>
  rows > 0 ? (
    <tr>
      <td colSpan={8} style={{ height: rows * ROW_HEIGHT, padding: 0 }} />
    </tr>
  ) : null;

/** All fills there are; only those on the screen are elements. */
export function Fills({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const { rows } = useTable(useDesk().fills);
  const priceText = usePriceText();
  const { top, height } = useScroll(scroller);
  const { first, last } = windowOf(top, height, rows.length, ROW_HEIGHT);
  if (rows.length === 0) return <p className="notice">No fills yet.</p>;
  return (
    <table className="grid-table" data-testid="fills" data-rows={rows.length}>
      <thead>
        <tr>
          <th scope="col" className="w-[13%]">
            Time (UTC)
          </th>
          <th scope="col" className="w-[9%]">
            Symbol
          </th>
          <th scope="col" className="w-[9%]">
            Side
          </th>
          <th scope="col" className="num">
            Quantity
          </th>
          <th scope="col" className="num">
            Price
          </th>
          <th scope="col" className="w-[10%]">
            Liquidity
          </th>
          <th scope="col" className="w-[13%]">
            Match
          </th>
          <th scope="col" className="w-[19%]">
            Order
          </th>
        </tr>
      </thead>
      <tbody>
        <Space rows={first} />
        {rows.slice(first, last).map((fill) => (
          <Row key={fill.id} fill={fill} px={priceText(fill.symbol, fill.lastPx)} />
        ))}
        <Space rows={rows.length - last} />
      </tbody>
    </table>
  );
}
