import type { SystemStatusQuery } from "../../lib/graphql/generated/graphql.ts";
import type { Services } from "../../lib/services.tsx";
import { animationFrame } from "../../lib/stream/frame.ts";
import { LiveTable } from "../../lib/stream/live-table.ts";
import { SYSTEM_STATUS, SYSTEM_STATUS_CHANGES } from "./documents.ts";

export type ProcessStatus = SystemStatusQuery["systemStatus"][number];

/** Health of every process. Each batch holds all of them, so any snapshot may come before it. */
export function createStatusTable({ api, socket }: Services) {
  return new LiveTable<ProcessStatus, ProcessStatus>(
    {
      isResumable: false,
      subscribe: (_after, on) => socket.stream(SYSTEM_STATUS_CHANGES, {}, on),
      async snapshot(from) {
        const { systemStatus } = await api.query(SYSTEM_STATUS, {});
        return { items: systemStatus, asOfSequence: from };
      },
      keyOf: (status) => status.name,
      apply: (rows, status) => rows.set(status.name, status),
      arrange: (rows) => [...rows].sort((a, b) => (a.name < b.name ? -1 : 1)),
    },
    { frame: animationFrame },
  );
}
