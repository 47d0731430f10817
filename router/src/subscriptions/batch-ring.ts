import type { Batch } from "./batch.ts";

/** The last batches of a stream, for clients that come back soon. */
export interface BatchRing {
  push(batch: Batch): void;
  readonly last: Batch | undefined;
  /** The batch with this cursor and those after it; undefined when it is not (or no longer) here. */
  from(cursor: string): readonly [Batch, ...Batch[]] | undefined;
}

const MAX_BATCHES = 512;
const MAX_CHARACTERS = 4_194_304;

/** Bounded by count and by size. */
export function createBatchRing(): BatchRing {
  const batches: Batch[] = [];
  let characters = 0;
  return {
    get last() {
      return batches.at(-1);
    },
    push(batch) {
      batches.push(batch);
      characters += batch.text.length;
      while (batches.length > MAX_BATCHES || (characters > MAX_CHARACTERS && batches.length > 1)) {
        characters -= batches.shift()?.text.length ?? 0;
      }
    },
    from(cursor) {
      const at = batches.findLastIndex((one) => one.cursor === cursor);
      return at < 0 ? undefined : (batches.slice(at) as [Batch, ...Batch[]]);
    },
  };
}
