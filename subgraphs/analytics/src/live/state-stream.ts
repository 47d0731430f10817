// Streams of state (depth, quotes, status): a slow reader gets the latest of each key, and is told so.
import { larger } from "@hft/domain";
import type { Batch } from "@hft/graphql-kit";

export interface StateChange<T> {
  key: string;
  value: T;
  sequence: bigint;
}

/**
 * Makes the async iterable of a subscription out of a callback source. `sequence` is the last change's own number, or the
 * next one where that would be no news: of two symbols the later change may have the lower number. `now` is the state at
 * `start`, told right after the first, empty batch.
 */
export function stateStream<T>(
  start: bigint,
  listen: (push: (changes: StateChange<T>[]) => void) => () => void,
  now: readonly StateChange<T>[] = [],
): AsyncIterableIterator<Batch<T>> {
  const waiting = new Map(now.map(({ key, value }) => [key, value]));
  let isFirst = true;
  let isConflated = false;
  let sequence = now.length > 0 ? start + 1n : start;
  let previousSequence = start;
  let isDone = false;
  let wake: (() => void) | null = null;
  const stop = listen((changes) => {
    if (changes.length === 0) return;
    for (const { key, value } of changes) {
      if (waiting.delete(key)) isConflated = true;
      waiting.set(key, value);
    }
    sequence = changes.reduce((most, one) => larger(most, one.sequence), sequence + 1n);
    wake?.();
    wake = null;
  });

  function take(): Batch<T> {
    const batch = {
      events: [...waiting.values()],
      sequence,
      previousSequence,
      cursor: "",
      conflated: isConflated,
    };
    waiting.clear();
    isConflated = false;
    previousSequence = sequence;
    return batch;
  }

  return {
    async next() {
      if (isFirst) {
        isFirst = false;
        const first = {
          events: [],
          sequence: start,
          previousSequence: start,
          cursor: "",
          conflated: false,
        };
        return { done: false, value: first };
      }
      while (waiting.size === 0 && !isDone) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return isDone ? { done: true, value: undefined } : { done: false, value: take() };
    },
    async return() {
      isDone = true;
      stop();
      wake?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
