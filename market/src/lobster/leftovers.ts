// Orders that rest in the engine although the file's book has moved on: others trade here too, and what they filled in
// place of a replayed order keeps that order alive. A stale quote would stand in the market's way for the rest of the day.
import type { EngineEvent } from "@hft/engine-client";
import { MAKER_ACCOUNT } from "./sender.ts";

export class Leftovers {
  readonly #symbol: string;
  readonly #resting = new Set<string>();
  #suspects = new Set<string>();

  constructor(symbol: string) {
    this.#symbol = symbol;
  }

  onEvents(events: readonly EngineEvent[]): void {
    for (const { message } of events) {
      if (!message || !("clientOrderId" in message) || message.accountId !== MAKER_ACCOUNT)
        continue;
      const { type, clientOrderId } = message;
      if (type === "OrderAccepted" && message.symbol === this.#symbol)
        this.#resting.add(clientOrderId);
      const isOver = type === "OrderCanceled" || type === "OrderExpired";
      if (isOver || (type === "Fill" && message.leavesQty === 0n))
        this.#resting.delete(clientOrderId);
    }
  }

  /** Those that were not wanted at the call before either: what is merely on its way is left alone. */
  sweep(isWanted: (clientOrderId: string) => boolean): string[] {
    const unwanted = [...this.#resting].filter((id) => !isWanted(id));
    const stale = unwanted.filter((id) => this.#suspects.has(id));
    this.#suspects = new Set(unwanted);
    for (const id of stale) this.#resting.delete(id);
    return stale;
  }
}
