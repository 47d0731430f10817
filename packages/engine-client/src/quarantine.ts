// What a consumer does with events it cannot store: each goes to the dead topic with its reason, the others are stored.
import { IllegalOrderEvent, IllegalTransition } from "@hft/domain";
import { DatabaseError, type PoolClient } from "pg";
import type { EngineEvent } from "./event.ts";
import { together } from "./together.ts";

/** Null for an event to store, else why it is none. Throws where that cannot be said now. */
export type EventCheck = (event: EngineEvent, knownSession: string) => Promise<string | null>;

/** An event that was taken out, and why. */
export interface Quarantined {
  readonly event: EngineEvent;
  readonly reason: string;
}

/** SQLSTATE classes that say the same however often it is tried: data exceptions and broken constraints. */
const FINAL_CLASSES = ["22", "23"];

/** True where the event itself is the trouble, so that another try would end the same. */
export function isEventAtFault(error: unknown): boolean {
  if (error instanceof DatabaseError) return FINAL_CLASSES.includes((error.code ?? "").slice(0, 2));
  // RangeError: a time or number that no row can hold.
  return [IllegalOrderEvent, IllegalTransition, RangeError].some((kind) => error instanceof kind);
}

/** Writes rows of events, in order, inside the open transaction; when it ends, well or not, it sends no more. */
export type Apply = (tx: PoolClient, events: EngineEvent[]) => Promise<void>;

/** Applies events inside the open transaction; those at fault are left out of it and handed back. */
export async function applyOrQuarantine(
  tx: PoolClient,
  events: EngineEvent[],
  apply: Apply,
): Promise<Quarantined[]> {
  try {
    await inSavepoint(tx, () => apply(tx, events));
    return [];
  } catch (error) {
    if (!isEventAtFault(error)) throw error;
    if (events.length === 1) {
      return [{ event: events[0] as EngineEvent, reason: (error as Error).message }];
    }
  }
  // Halves, in order: few events are at fault, and each try costs a round trip.
  const middle = Math.ceil(events.length / 2);
  const first = await applyOrQuarantine(tx, events.slice(0, middle), apply);
  return [...first, ...(await applyOrQuarantine(tx, events.slice(middle), apply))];
}

async function inSavepoint(tx: PoolClient, work: () => Promise<void>): Promise<void> {
  try {
    await together([tx.query("SAVEPOINT part"), work()]);
  } catch (error) {
    await tx.query("ROLLBACK TO SAVEPOINT part");
    throw error;
  }
  // Not waited for: it fails only with its connection, and that the next statement tells.
  tx.query("RELEASE SAVEPOINT part").catch(() => undefined);
}
