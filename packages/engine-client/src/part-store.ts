// Stores events in parts of a size, whichever partitions they came from: few statements for many small batches, and none
// so large that the process answers nobody for long.
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

  constructor(tx: PoolClient, apply: Apply) {
    this.#tx = tx;
    this.#apply = apply;
  }

  /**
   * Takes events in their order, and what was refused among them; stores what has come before where both together are
   * more than a part.
   */
  async add(events: readonly EngineEvent[], refused: readonly Quarantined[]): Promise<void> {
    this.#quarantined.push(...refused);
    if (this.#waiting.length + events.length > PART) await this.#store();
    this.#waiting.push(...events);
  }

  /** Stores the rest; returns all that was refused or could not be stored. */
  async end(): Promise<readonly Quarantined[]> {
    await this.#store();
    return this.#quarantined;
  }

  async #store(): Promise<void> {
    const part = this.#waiting;
    if (part.length === 0) return;
    this.#waiting = [];
    this.#quarantined.push(...(await applyOrQuarantine(this.#tx, part, this.#apply)));
  }
}
