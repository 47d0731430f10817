// A plain graphql-ws client that keeps every batch of a private stream.
import type { Client } from "graphql-ws";

export interface Batch<E> {
  events: E[];
  sequence: string;
  previousSequence: string;
  cursor: string;
}

export interface Collected<E> {
  readonly batches: Batch<E>[];
  readonly events: E[];
  readonly errors: unknown[];
  /** Resolves when the first (empty) batch is there: from then on nothing is missed. */
  readonly live: Promise<void>;
  stop(): void;
}

export function collect<E>(
  client: Client,
  field: string,
  query: string,
  variables: Record<string, unknown> = {},
): Collected<E> {
  const batches: Batch<E>[] = [];
  const events: E[] = [];
  const errors: unknown[] = [];
  let markLive = () => {};
  let failLive = (_: unknown) => {};
  const live = new Promise<void>((done, fail) => {
    markLive = done;
    failLive = fail;
  });
  live.catch(() => undefined);
  const stop = client.subscribe<Record<string, Batch<E>>>(
    { query, variables },
    {
      next: ({ data, errors: failed }) => {
        if (failed) errors.push(...failed);
        if (failed) failLive(failed[0]);
        const batch = data?.[field];
        if (!batch) return;
        batches.push(batch);
        events.push(...batch.events);
        markLive();
      },
      error: (error) => {
        errors.push(error);
        failLive(error);
      },
      complete: () => failLive(new Error("the stream ended")),
    },
  );
  return { batches, events, errors, live, stop };
}

/** Problems of the chain `previousSequence` → `sequence`: nothing where no batch is missing. */
export function chainProblems(batches: readonly Batch<unknown>[]): string[] {
  return batches.flatMap((batch, i) => {
    const before = batches[i - 1];
    return !before || before.sequence === batch.previousSequence
      ? []
      : [`batch ${i} follows ${batch.previousSequence}, not ${before.sequence}`];
  });
}
