// A long list is worked on in parts, so that whoever else this process serves gets a turn in between.

/** One turn of the event loop: what has arrived on sockets meanwhile is handled. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The items in order, at most `size` at once, others having their turn between two parts. */
export async function* slices<T>(items: readonly T[], size: number): AsyncGenerator<T[]> {
  for (let at = 0; at < items.length; at += size) {
    if (at > 0) await turn();
    yield items.slice(at, at + size);
  }
}
