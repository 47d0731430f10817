const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/** Tries again later and later; a success resets it. */
export interface Backoff {
  again(work: () => void): void;
  reset(): void;
  cancel(): void;
}

export function createBackoff(
  later: (work: () => void, ms: number) => () => void = (work, ms) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: () => number = Math.random,
): Backoff {
  let waitMs = FIRST_MS;
  let cancel: () => void = () => undefined;
  return {
    again(work) {
      cancel();
      // Half of the wait is chance, so that a thousand screens do not come back at once.
      cancel = later(work, waitMs * (0.5 + random() / 2));
      waitMs = Math.min(waitMs * 2, LONGEST_MS);
    },
    reset() {
      waitMs = FIRST_MS;
    },
    cancel: () => cancel(),
  };
}
