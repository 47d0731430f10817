// The flow of one symbol: `market` quotes a ladder around the path, `market2` takes from it, towards where the path goes.
import type { CommandClient, Requester } from "@hft/engine-client";
import type { NewOrder, Side } from "@hft/wire";
import { Ladder, type LadderStep } from "./ladder.ts";
import type { PricePath } from "./price-path.ts";

export const QUOTER = "market";
export const TAKER = "market2";
const LOT = 100_000_000n;
const DEPTH = 25;
const STEPS_MAX = 8;
const NOBODY: Requester = { principal: "market", roles: 0, accounts: [] };

export interface SymbolFlowDeps {
  symbol: string;
  tickPx: bigint;
  path: PricePath;
  engine: CommandClient;
  random: () => number;
  /** Client order ids must not repeat over restarts. */
  nextId: () => string;
  /** False when the command budget is spent: the rest waits for the next step. */
  maySend: () => boolean;
}

export class SymbolFlow {
  readonly ladder: Ladder;
  readonly #deps: SymbolFlowDeps;
  #lastPx = 0n;

  constructor(deps: SymbolFlowDeps) {
    this.#deps = deps;
    this.ladder = new Ladder({ tickPx: deps.tickPx, depth: DEPTH });
  }

  /** One step: move the quotes, then trade a little. */
  async step(timeMs: number): Promise<void> {
    const target = this.#deps.path.at(timeMs);
    const crossing = this.#crossing(target);
    this.#lastPx = target;
    if (crossing) await this.#take(crossing, target);
    for (const step of this.ladder.steps(target, STEPS_MAX)) {
      if (!this.#deps.maySend()) return;
      await this.#send(step);
    }
    if (this.#deps.random() < 0.6)
      await this.#take(this.#deps.random() < 0.5 ? "BUY" : "SELL", target);
  }

  /** The path moved: whoever quotes on the old side is taken out first, as a market would. */
  #crossing(target: bigint): Side | null {
    if (this.#lastPx === 0n || target === this.#lastPx) return null;
    return target > this.#lastPx ? "BUY" : "SELL";
  }

  async #take(side: Side, target: bigint): Promise<void> {
    if (!this.#deps.maySend()) return;
    const { tickPx } = this.#deps;
    const limitPx = side === "BUY" ? target + tickPx : target - tickPx;
    await this.#place({
      accountId: TAKER,
      side,
      limitPx,
      timeInForce: "IOC",
      orderQty: this.#quantity(3),
    });
  }

  async #send(step: LadderStep): Promise<void> {
    const { engine } = this.#deps;
    if (step.kind === "CANCEL") {
      const { clientOrderId } = step.quote;
      this.ladder.remove(clientOrderId);
      await engine.request(
        { type: "CancelOrder", orderId: 0n, accountId: QUOTER, clientOrderId },
        NOBODY,
      );
      return;
    }
    const { side, px } = step;
    const order = await this.#place({
      accountId: QUOTER,
      side,
      limitPx: px,
      timeInForce: "GTC",
      orderQty: this.#quantity(9),
    });
    if (order.leavesQty > 0n) this.ladder.add({ clientOrderId: order.clientOrderId, side, px });
  }

  #quantity(max: number): bigint {
    return BigInt(1 + Math.floor(this.#deps.random() * max)) * 10n * LOT;
  }

  #place(wish: Pick<NewOrder, "accountId" | "side" | "limitPx" | "timeInForce" | "orderQty">) {
    const { symbol, engine, nextId } = this.#deps;
    return engine.request(
      { type: "NewOrder", symbol, ordType: "LIMIT", clientOrderId: nextId(), text: "", ...wish },
      NOBODY,
    );
  }
}
