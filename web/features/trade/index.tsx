"use client";
import { Blotter } from "../blotter/index.tsx";
import { Book } from "../book/index.tsx";
import { Chart } from "../chart/index.tsx";
import { Disconnected } from "../connection/banner.tsx";
import { Gate } from "../session/gate.tsx";
import { Tape } from "../tape/index.tsx";
import { Ticket } from "../ticket/index.tsx";
import { TradeBar } from "../topbar/trade-bar.tsx";
import { DeskProvider } from "./context.tsx";

/** The trading screen of one symbol; the panels only share the desk. */
export function Trade({ symbol }: { symbol: string }) {
  return (
    <Gate>
      <DeskProvider symbol={symbol}>
        <div className="flex h-screen flex-col overflow-hidden">
          <TradeBar />
          <Disconnected />
          <main className="grid min-h-0 flex-1 grid-cols-[3fr_1fr_1fr] gap-1 p-1">
            <h1 className="sr-only">Trade {symbol}</h1>
            <div className="grid min-h-0 min-w-0 grid-rows-[16fr_9fr] gap-1">
              <Chart />
              <Blotter />
            </div>
            <div className="grid min-h-0 min-w-0 grid-rows-[minmax(0,1fr)_minmax(120px,24%)] gap-1">
              <Book />
              <Tape />
            </div>
            <Ticket />
          </main>
        </div>
      </DeskProvider>
    </Gate>
  );
}
