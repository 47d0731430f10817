"use client";
import { useEffect, useSyncExternalStore } from "react";
import type { LiveTable, TableView } from "./live-table.ts";

interface Startable {
  start(): void;
  stop(): void;
}

/** Keeps a table started while the component that owns it is on the screen. */
export function useStarted(...tables: readonly Startable[]): void {
  useEffect(() => {
    for (const table of tables) table.start();
    return () => {
      for (const table of tables) table.stop();
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: the tables themselves are the list.
  }, tables);
}

/** The rows as of the last frame. */
export function useTable<Row, Event>(table: LiveTable<Row, Event>): TableView<Row> {
  return useSyncExternalStore(table.subscribe, table.getView, table.getView);
}
