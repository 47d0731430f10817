export interface WaitOptions {
  /** Give up after this long. */
  limitMs?: number;
  /** Pause between two looks. */
  everyMs?: number;
  /** What was waited for, for the sentence of the error. */
  what?: string;
}

/**
 * Polls until `condition` returns something truthy and hands that back. An error thrown by the
 * condition counts as "not yet"; the last one is the cause of the time-out.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { limitMs = 10_000, everyMs = 25, what = "the condition" }: WaitOptions = {},
): Promise<NonNullable<T>> {
  const deadline = performance.now() + limitMs;
  let cause: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= deadline) {
      throw new Error(`Waited ${limitMs} ms in vain for ${what}`, { cause });
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
