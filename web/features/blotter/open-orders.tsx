"use client";
import { memo } from "react";
import { clockOf } from "../../lib/format/time.ts";
import { useTable } from "../../lib/stream/use-live-table.ts";
import { useDesk, usePriceText } from "../trade/context.tsx";
import type { Order } from "./tables.ts";

const Row = memo(function Row(props: {
  order: Order;
  isBusy: boolean;
  px: string;
  onCancel: (id: string) => void;
}) {
  const { order, isBusy, px, onCancel } = props;
  const isBuy = order.side === "BUY";
  return (
    <tr data-order-id={order.id} data-client-order-id={order.clientOrderId}>
      <td>{clockOf(order.transactTimeNs)}</td>
      <td>{order.symbol}</td>
      <td className={isBuy ? "text-up" : "text-down"}>{isBuy ? "Buy" : "Sell"}</td>
      <td className="num">{order.leavesQty}</td>
      <td className="num">{order.cumQty}</td>
      <td className="num">{px}</td>
      <td>{order.timeInForce}</td>
      <td>{order.ordStatus === "NEW" ? "Open" : "Partly filled"}</td>
      <td title={order.text ?? undefined}>{order.text}</td>
      <td className="num">
        <button
          type="button"
          className="button"
          disabled={isBusy}
          aria-label={`Cancel order ${order.id}, ${order.side} ${order.leavesQty} ${order.symbol}`}
          onClick={() => onCancel(order.id)}
        >
          Cancel
        </button>
      </td>
    </tr>
  );
});

export function OpenOrders(props: { busy: ReadonlySet<string>; onCancel: (id: string) => void }) {
  const { rows } = useTable(useDesk().orders);
  const priceText = usePriceText();
  if (rows.length === 0) {
    return <p className="notice">No open orders. Click a price in the book to start one.</p>;
  }
  return (
    <table className="grid-table">
      <thead>
        <tr>
          <th scope="col" className="w-[13%]">
            Time (UTC)
          </th>
          <th scope="col" className="w-[9%]">
            Symbol
          </th>
          <th scope="col" className="w-[6%]">
            Side
          </th>
          <th scope="col" className="num">
            Open
          </th>
          <th scope="col" className="num">
            Filled
          </th>
          <th scope="col" className="num">
            Price
          </th>
          <th scope="col" className="w-[6%]">
            TIF
          </th>
          <th scope="col" className="w-[11%]">
            Status
          </th>
          <th scope="col" className="w-[15%]">
            Note
          </th>
          <th scope="col" className="num">
            Action
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((order) => (
          <Row
            key={order.id}
            order={order}
            px={priceText(order.symbol, order.limitPx)}
            isBusy={props.busy.has(order.id)}
            onCancel={props.onCancel}
          />
        ))}
      </tbody>
    </table>
  );
}
