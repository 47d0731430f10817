"use client";
import { useEffect, useState } from "react";
import type { Level } from "../market/tables.ts";
import { useDesk } from "../trade/context.tsx";
import { pricesOf } from "./logic.ts";

const LEVELS = 10;
const EVERY_MS = 1_000;

/** Top of the book once a second: often enough to be read aloud, not so often that it never ends. */
function useSlowBook(): readonly Level[] {
  const { book } = useDesk();
  const [levels, setLevels] = useState<readonly Level[]>([]);
  useEffect(() => {
    const read = (): void => setLevels(book.getView().rows);
    read();
    const timer = setInterval(read, EVERY_MS);
    return () => clearInterval(timer);
  }, [book]);
  return levels;
}

export function DepthTable() {
  const levels = useSlowBook();
  const shown = new Set(Object.values(pricesOf(levels, LEVELS)).flat());
  return (
    <div className="sr-only">
      <table data-testid="depth">
        <caption>Ten best prices a side</caption>
        <thead>
          <tr>
            <th scope="col">Side</th>
            <th scope="col">Price</th>
            <th scope="col">Quantity</th>
            <th scope="col">Orders</th>
          </tr>
        </thead>
        <tbody>
          {levels
            .filter((level) => shown.has(level.px))
            .map(({ side, px, qty, orderCount }) => (
              <tr key={`${side} ${px}`}>
                <td>{side === "BUY" ? "Bid" : "Ask"}</td>
                <td>{px}</td>
                <td>{qty}</td>
                <td>{orderCount}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
