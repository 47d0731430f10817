// One way into the platform, as a stranger with a valid credential and a broken client uses it.
import type { Random } from "./random.ts";

/** What became of one mutated message. */
export interface Outcome {
  /** For the histogram: status and code, or what the engine replied. */
  label: string;
  /** Whoever reads this door's bytes made sense of it, and what is behind decided. */
  isPastParser: boolean;
  /** An answer that blames the server for what the client did. */
  isServerError?: boolean;
}

export interface Door {
  readonly name: string;
  /** Sends one mutated message and waits for what comes of it. */
  send(random: Random): Promise<Outcome>;
  /** A valid message; throws where it is not answered as it should be. */
  requireValid(): Promise<void>;
  /** Outcomes that are only known at the end take the place of those of `send`. */
  settle?(): Promise<Outcome[]>;
  close(): Promise<void>;
}

/** Label → how often, the most frequent first. */
export function histogramOf(outcomes: readonly Outcome[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { label } of outcomes) counts.set(label, (counts.get(label) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}
