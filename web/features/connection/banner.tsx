"use client";
import { useConnection } from "./use-connection.ts";

/** Says across the page that nothing here is current and nothing can be sent. */
export function Disconnected() {
  const { kind } = useConnection();
  if (kind !== "down") return null;
  return (
    <p role="alert" data-testid="disconnected" className="bg-[#6b1f27] px-3 py-1 text-ink">
      Disconnected from the router: prices are old and no order can be sent. Trying again …
    </p>
  );
}
