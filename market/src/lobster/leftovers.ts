// Where engine and file have parted because others trade here too. What they filled in place of a replayed order keeps
// that order alive, and a stale quote would stand in the market's way for the rest of the day; what they took is gone.
import type { EngineEvent } from "@hft/engine-client";
import { MAKER_ACCOUNT } from "./sender.ts";

export class Leftovers {
  readonly #symbol: string;
  readonly #resting = new Set<string>();
  #unwanted = new Set<string>();
  #missing = new Set<string>();

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

  /**
   * `stale` rests and is not wanted, `gone` is wanted and does not rest. Only what was so at the call before, too: what
   * is merely on its way is left alone.
   */
  sweep(wanted: ReadonlySet<string>): { stale: string[]; gone: string[] } {
    const unwanted = [...this.#resting].filter((id) => !wanted.has(id));
    const missing = [...wanted].filter((id) => !this.#resting.has(id));
    const stale = unwanted.filter((id) => this.#unwanted.has(id));
    const gone = missing.filter((id) => this.#missing.has(id));
    this.#unwanted = new Set(unwanted);
    this.#missing = new Set(missing);
    for (const id of stale) this.#resting.delete(id);
    return { stale, gone };
  }
}
