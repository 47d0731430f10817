import { laterOf } from "../sequence.ts";

/** Remembers, per user, the last engine sequence a mutation caused. */
export interface ReadYourWrites {
  note(subject: string, sequence: bigint): void;
  /** The higher of what is known here and what the client brought. */
  minSequence(subject: string, claimed: bigint | undefined): bigint | undefined;
}

/** Every projection has caught up long before; what is older only costs comparisons. */
const LIFE_MS = 30_000;
const MAX_SUBJECTS = 100_000;

/** In memory only: another replica learns the sequence from the client's header. */
export function createReadYourWrites(now: () => number = Date.now): ReadYourWrites {
  const last = new Map<string, { sequence: bigint; endsAtMs: number }>();

  function known(subject: string): bigint | undefined {
    const entry = last.get(subject);
    if (!entry || entry.endsAtMs > now()) return entry?.sequence;
    last.delete(subject);
    return undefined;
  }

  return {
    note(subject, sequence) {
      const before = known(subject) ?? 0n;
      if (last.size >= MAX_SUBJECTS) last.delete(last.keys().next().value ?? "");
      last.set(subject, {
        sequence: laterOf(sequence, before),
        endsAtMs: now() + LIFE_MS,
      });
    },
    minSequence(subject, claimed) {
      const own = known(subject);
      if (own === undefined || claimed === undefined) return own ?? claimed;
      return laterOf(own, claimed);
    },
  };
}
