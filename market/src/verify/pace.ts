// Keeps a sender from running too far ahead of what it hears, and notices when nothing is heard any more.
const LOOK_MS = 1_000;

export interface Pace {
  /** Something was heard. */
  progress(): void;
  /** What was heard cannot be used: the next wait ends with this error. */
  fail(error: unknown): void;
  /** Resolves when `isMet` holds; rejects after `limitMs` without progress, naming what was waited for. */
  until(isMet: () => boolean, what: () => string): Promise<void>;
}

export function createPace(limitMs: number): Pace {
  let wake: () => void = () => undefined;
  let failure: { error: unknown } | null = null;
  let heardMs = performance.now();

  const nextProgress = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    progress() {
      heardMs = performance.now();
      wake();
    },
    fail(error) {
      failure ??= { error };
      wake();
    },
    async until(isMet, what) {
      heardMs = performance.now();
      for (;;) {
        if (failure) throw failure.error;
        if (isMet()) return;
        if (performance.now() - heardMs > limitMs)
          throw new Error(`nothing was heard for ${limitMs} ms while waiting for ${what()}`);
        await nextProgress();
      }
    },
  };
}
