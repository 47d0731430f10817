"use client";
import { useRef, useState } from "react";
import { useTable } from "../../lib/stream/use-live-table.ts";
import { PanelState, useStaleClass } from "../connection/panel-state.tsx";
import { useDesk } from "../trade/context.tsx";
import { Fills } from "./fills.tsx";
import { OpenOrders } from "./open-orders.tsx";
import { Positions } from "./positions.tsx";
import { type Tab, Tabs } from "./tabs.tsx";
import { useCancel } from "./use-cancel.ts";

/** Positions, open orders and fills of all accounts of the user. */
export function Blotter() {
  const desk = useDesk();
  const [tab, setTab] = useState<Tab>("orders");
  const scroller = useRef<HTMLDivElement>(null);
  const { cancel, cancelAll, message, busy } = useCancel();
  const positions = useTable(desk.positions);
  const orders = useTable(desk.orders);
  const fills = useTable(desk.fills);
  const { phase } = { positions, orders, fills }[tab];
  const isLive = [positions, orders, fills].every((table) => table.phase.kind === "live");
  const labels = {
    positions: `Positions (${positions.rows.length})`,
    orders: `Open orders (${orders.rows.length})`,
    fills: `Fills (${fills.rows.length})`,
  };
  return (
    <section
      aria-label="Blotter"
      data-box="blotter"
      data-live={isLive}
      className={`panel flex min-h-0 min-w-0 flex-col ${useStaleClass()}`}
    >
      <div className="panel-head shrink-0">
        <Tabs selected={tab} labels={labels} onSelect={setTab} />
        <PanelState phase={phase} what={tab} />
        <span role="alert" className="truncate text-down">
          {message}
        </span>
        <button
          type="button"
          className="button"
          disabled={orders.rows.length === 0}
          onClick={() => void cancelAll()}
        >
          Cancel all
        </button>
      </div>
      <div
        ref={scroller}
        id="blotter-panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        data-phase={phase.kind}
        className="scroller min-h-0 flex-1"
      >
        {tab === "positions" ? <Positions /> : null}
        {tab === "orders" ? <OpenOrders busy={busy} onCancel={cancel} /> : null}
        {tab === "fills" ? <Fills scroller={scroller} /> : null}
      </div>
    </section>
  );
}
