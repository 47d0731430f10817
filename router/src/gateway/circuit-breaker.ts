/** Stops calling a subgraph that does not answer, so that requests fail at once and not after time-outs. */
export interface CircuitBreaker {
  /** False while open; in half-open state one call in `probeEveryMs` is let through. */
  mayCall(): boolean;
  succeeded(): void;
  failed(): void;
  readonly isOpen: boolean;
}

/** Opens after `threshold` failures in a row; `now` is passed in for tests. */
export function createCircuitBreaker(options: {
  readonly threshold: number;
  readonly probeEveryMs: number;
  readonly now?: () => number;
}): CircuitBreaker {
  const now = options.now ?? Date.now;
  let failures = 0;
  let nextProbeAtMs = 0;
  return {
    get isOpen() {
      return failures >= options.threshold;
    },
    mayCall() {
      if (failures < options.threshold) return true;
      if (now() < nextProbeAtMs) return false;
      nextProbeAtMs = now() + options.probeEveryMs;
      return true;
    },
    succeeded() {
      failures = 0;
    },
    failed() {
      failures += 1;
      if (failures >= options.threshold) nextProbeAtMs = now() + options.probeEveryMs;
    },
  };
}
