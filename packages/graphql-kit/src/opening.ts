// What is not there yet: readers wait for it a while, then hear why.
import { EngineUnavailableError } from "@hft/service-kit";

export interface Opening {
  /** From now on nobody waits; again is no harm. */
  open(): void;
  /** Resolves once open; rejects with ENGINE_UNAVAILABLE after 2 s. */
  wait(): Promise<void>;
}

const WAIT_MS = 2_000;

export function createOpening(waitMs = WAIT_MS): Opening {
  let isOpen = false;
  const waiting = new Set<() => void>();
  return {
    open() {
      isOpen = true;
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
    wait() {
      if (isOpen) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(enter);
          reject(new EngineUnavailableError());
        }, waitMs);
        const enter = () => {
          clearTimeout(timer);
          resolve();
        };
        waiting.add(enter);
      });
    },
  };
}
