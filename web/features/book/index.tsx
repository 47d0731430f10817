"use client";
import { useRef } from "react";
import { useTable } from "../../lib/stream/use-live-table.ts";
import { PanelState, useStaleClass } from "../connection/panel-state.tsx";
import { useDesk } from "../trade/context.tsx";
import { DepthTable } from "./depth-table.tsx";
import { useLadder } from "./use-ladder.ts";

/** The book as a ladder on canvas, with a table of its top for those who do not see it. */
export function Book() {
  const desk = useDesk();
  const canvas = useRef<HTMLCanvasElement>(null);
  const handlers = useLadder(desk, canvas);
  const { phase, resyncs } = useTable(desk.book);
  const stale = useStaleClass();
  return (
    <section
      aria-label="Order book"
      data-box="book"
      data-phase={phase.kind}
      data-resyncs={resyncs}
      className={`panel relative flex min-h-0 flex-col ${stale}`}
    >
      <div className="panel-head">
        <h2>Book</h2>
        <PanelState phase={phase} what="book" />
      </div>
      <div aria-hidden="true" className="relative flex h-5 items-center text-xs text-dim">
        <span className="pl-2">Price</span>
        <span className="absolute right-[36%]">Size</span>
        <span className="absolute right-2">Total</span>
      </div>
      <canvas
        ref={canvas}
        data-testid="ladder"
        role="img"
        aria-label="Depth ladder; the table after it has the ten best prices of each side"
        className="block min-h-0 w-full flex-1"
        {...handlers}
      />
      <DepthTable />
    </section>
  );
}
