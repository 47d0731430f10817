"use client";
import { useEffect, useSyncExternalStore } from "react";
import type { ConnectionView } from "../../lib/graphql/connection.ts";
import { useServices } from "../../lib/services.tsx";
import { createBackoff } from "../../lib/stream/backoff.ts";
import { SYSTEM_STATUS_CHANGES } from "../system/documents.ts";

/** State of the one connection, as all panels see it. */
export function useConnection(): ConnectionView {
  const { connection } = useServices().socket;
  return useSyncExternalStore(connection.subscribe, connection.getView, connection.getView);
}

/** Keeps the status stream open: it sends every second, all the way from a subgraph, and so is the heartbeat. */
export function useHeartbeat(): void {
  const { socket } = useServices();
  useEffect(() => {
    const backoff = createBackoff();
    let stop: () => void = () => undefined;
    const open = (): void => {
      stop = socket.stream(
        SYSTEM_STATUS_CHANGES,
        {},
        {
          batch: () => backoff.reset(),
          ended: () => backoff.again(open),
        },
      );
    };
    open();
    return () => {
      backoff.cancel();
      stop();
    };
  }, [socket]);
}
