"use client";
import type { TablePhase } from "../../lib/stream/live-table.ts";
import { useConnection } from "./use-connection.ts";

/** What a panel says of its own data, in words; empty while all is well. */
export function phaseText(phase: TablePhase, what: string): string {
  switch (phase.kind) {
    case "live":
      return "";
    case "loading":
      return phase.error ? `Could not load ${what}: ${phase.error}` : `Loading ${what} …`;
    case "gap":
      return `Gap at ${phase.at}: reloading ${what}`;
    case "reconnecting":
      return `Reconnecting ${what} …`;
  }
}

export function PanelState({ phase, what }: { phase: TablePhase; what: string }) {
  const connection = useConnection();
  const own = phaseText(phase, what);
  const stale =
    connection.kind === "stale" ? `last update ${connection.silentSeconds} s ago` : undefined;
  const text = own || stale || "";
  return (
    <span data-phase={phase.kind} className="ml-auto truncate text-warn">
      {text}
    </span>
  );
}

/** Panels lose their colour while what they show is old. */
export function useStaleClass(): string {
  const { kind } = useConnection();
  return kind === "stale" || kind === "down" ? "is-stale" : "";
}
