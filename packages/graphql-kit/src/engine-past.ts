// What the engine said longer ago than the feed's memory reaches: read from the engine itself, a stretch at a time.
import { type EngineEvent, TooOld } from "@hft/engine-client";

/** Records of one batch lie close together, and so do those of the partitions beside it. */
const STRETCH = 1_024n;
const KEPT = 32;

/** Events `from`..`to`, both included; fewer where the engine has not come so far. Rejects with TooOld. */
export type AskRange = (from: bigint, to: bigint) => Promise<readonly EngineEvent[]>;

export interface EnginePast {
  /** The event at a place; null where the engine said nothing there, undefined where it no longer knows. */
  at(sessionId: string, sequence: bigint): Promise<EngineEvent | null | undefined>;
}

/** Keeps the stretches that were used last. */
export function createEnginePast(ask: AskRange): EnginePast {
  const stretches = new Map<string, readonly EngineEvent[]>();

  async function stretch(sessionId: string, from: bigint): Promise<readonly EngineEvent[]> {
    const key = `${sessionId} ${from}`;
    const events = stretches.get(key) ?? (await ask(from, from + STRETCH - 1n));
    stretches.delete(key);
    // One that is still being written is asked for again.
    if (BigInt(events.length) === STRETCH) stretches.set(key, events);
    if (stretches.size > KEPT) stretches.delete(stretches.keys().next().value as string);
    return events;
  }

  return {
    async at(sessionId, sequence) {
      // Sequences begin at 1.
      const from = sequence - ((sequence - 1n) % STRETCH);
      try {
        return (await stretch(sessionId, from))[Number(sequence - from)] ?? null;
      } catch (error) {
        if (!(error instanceof TooOld)) throw error;
        if (sequence < error.oldestSequence) return undefined;
        return (await ask(sequence, sequence))[0] ?? null;
      }
    },
  };
}
