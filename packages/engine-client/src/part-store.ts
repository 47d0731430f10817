// Stores events in parts of a size, whichever partitions they came from: few statements for many small batches, and none
// so large that the process answers nobody for long. While the server stores one part, the next is read and checked.
import type { PoolClient } from "pg";
import type { EngineEvent } from "./event.ts";
import { type Apply, applyOrQuarantine, type Quarantined } from "./quarantine.ts";

/** Events that are read, checked and stored without a pause, some 5 ms; fewer make more statements of each batch. */
export const PART = 500;

/** Of one transaction. */
export class PartStore {
  readonly #tx: PoolClient;
  readonly #apply: Apply;
  readonly #quarantined: Quarantined[] = [];
  #waiting: EngineEvent[] = [];
  #storing: Promise<void> = Promise.resolve();

  constructor(tx: PoolClient, apply: Apply) {
    this.#tx = tx;
    this.#apply = apply;
  }

  /**
   * Takes events in their order, and what was refused among them; begins to store what has come before where both
   * together are more than a part. Rejects where the part before could not be stored.
   */
  async add(events: readonly EngineEvent[], refused: readonly Quarantined[]): Promise<void> {
    this.#quarantined.push(...refused);
    if (this.#waiting.length + events.length > PART) await this.#begin();
    this.#waiting.push(...events);
  }

  /** Stores the rest; returns all that was refused or could not be stored. */
  async end(): Promise<readonly Quarantined[]> {
    await this.#begin();
    await this.#storing;
    return this.#quarantined;
  }

  /** Resolves when nothing is being stored any more, however that ended: only then may a transaction be given up. */
  async settled(): Promise<void> {
    await this.#storing.catch(() => undefined);
  }

  async #begin(): Promise<void> {
    await this.#storing;
    const part = this.#waiting;
    if (part.length === 0) return;
    this.#waiting = [];
    this.#storing = this.#store(part);
    // Heard by whoever waits for it next.
    this.#storing.catch(() => undefined);
  }

  async #store(part: EngineEvent[]): Promise<void> {
    this.#quarantined.push(...(await applyOrQuarantine(this.#tx, part, this.#apply)));
  }
}
