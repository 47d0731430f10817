// kafkajs hands over the batches of a fetch one partition at a time; stored together they cost one transaction.

/** An item with those who wait until it is done. */
interface Waiting<T> {
  item: T;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Collects what is handed over within one turn of the event loop and handles it together; each caller hears how that
 * ended. What is handed over later is handled by itself, also while the first is still at work.
 */
export function gather<T>(
  handle: (items: readonly T[]) => Promise<void>,
): (item: T) => Promise<void> {
  let waiting: Waiting<T>[] = [];

  async function handleAll(): Promise<void> {
    const all = waiting;
    waiting = [];
    try {
      await handle(all.map(({ item }) => item));
      for (const { done } of all) done();
    } catch (error) {
      for (const { failed } of all) failed(error);
    }
  }

  return (item) =>
    new Promise((done, failed) => {
      if (waiting.length === 0) setImmediate(() => void handleAll());
      waiting.push({ item, done, failed });
    });
}
