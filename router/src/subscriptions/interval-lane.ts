import type { StreamPolicy } from "../gateway/field-policies.ts";
import { type Batch, isNextOf, mergeBatches } from "./batch.ts";
import type { BatchNames } from "./stream-document.ts";

/** The intervals a client may ask for, in ms; 0 is every batch. */
export const INTERVALS_MS: readonly number[] = [0, 16, 100, 250];

/** Clients of one stream that want the same interval: one merge and one text for all of them. */
export interface IntervalLane {
  push(batch: Batch): void;
  /** Sends what is held now, and waits an interval from here. */
  flush(): void;
  /** Sends what is held, then nothing more. */
  stop(): void;
}

/** Sends at once after a pause, then at most once per interval. */
export function createIntervalLane(options: {
  readonly intervalMs: number;
  readonly names: BatchNames;
  readonly policy: StreamPolicy;
  readonly send: (batch: Batch) => void;
}): IntervalLane {
  let held: Batch | undefined;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    if (!held) return;
    const batch = held;
    held = undefined;
    options.send(batch);
    clearTimeout(timer);
    timer = setTimeout(onPause, options.intervalMs);
  }

  function onPause(): void {
    timer = undefined;
    flush();
  }

  return {
    flush,
    push(batch) {
      if (held && !isNextOf(held, batch, options.names)) flush();
      held = held ? mergeBatches(held, batch, options.names, options.policy) : batch;
      if (!timer) flush();
    },
    stop() {
      clearTimeout(timer);
      if (held) options.send(held);
      held = undefined;
    },
  };
}
