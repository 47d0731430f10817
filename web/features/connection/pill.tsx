"use client";
import type { ConnectionView } from "../../lib/graphql/connection.ts";
import { useConnection, useHeartbeat } from "./use-connection.ts";

const COLOURS: Record<ConnectionView["kind"], string> = {
  connecting: "text-dim",
  live: "text-up",
  stale: "text-warn",
  down: "text-down",
};

export function pillText({ kind, rttMs, silentSeconds }: ConnectionView): string {
  switch (kind) {
    case "connecting":
      return "Connecting";
    case "live":
      return rttMs === undefined ? "Live" : `Live · ${rttMs} ms`;
    case "stale":
      return `Stale · last update ${silentSeconds} s ago`;
    case "down":
      return "Disconnected";
  }
}

/** "Live · 12 ms": round trip of the connection's own ping. */
export function ConnectionPill() {
  useHeartbeat();
  const view = useConnection();
  return (
    <span
      data-testid="connection"
      data-kind={view.kind}
      title="Round trip between this page and the router"
      className={`rounded-full border border-line px-2 py-0.5 ${COLOURS[view.kind]}`}
    >
      <span aria-hidden="true">● </span>
      {pillText(view)}
    </span>
  );
}
