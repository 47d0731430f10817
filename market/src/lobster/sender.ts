// Flow commands to engine commands: who trades, under which client order ids, and the orderId a reduction needs.
import type { Command, CommandClient, Requester } from "@hft/engine-client";
import type { CommandReply } from "@hft/wire";
import type { FlowCommand } from "./flow.ts";

/** Rests the file's orders. */
export const MAKER_ACCOUNT = "market";
/** Sends the other side of its executions. */
export const TAKER_ACCOUNT = "market2";

export interface FlowSenderOptions {
  engine: CommandClient;
  symbol: string;
  /** Before each ref; makes client order ids unique over laps and restarts. */
  prefix: string;
  requester: Requester;
}

export class FlowSender {
  readonly #options: FlowSenderOptions;
  /** By ref: ReplaceOrder knows orders only by the engine's id, which the reply to PLACE brings. */
  readonly #orderIds = new Map<string, bigint | Promise<unknown>>();
  #replaces = 0;

  constructor(options: FlowSenderOptions) {
    this.#options = options;
  }

  clientOrderId(ref: string): string {
    return this.#options.prefix + ref;
  }

  /** What has to be answered before these can be sent; null for nearly all. */
  blockedBy(commands: readonly FlowCommand[]): Promise<unknown> | null {
    for (const { kind, ref } of commands) {
      const orderId = kind === "REDUCE" ? this.#orderIds.get(ref) : undefined;
      if (orderId instanceof Promise) return orderId;
    }
    return null;
  }

  /** Sends at once; commands are executed in the order of the calls. */
  async send(command: FlowCommand): Promise<CommandReply> {
    const { engine, requester } = this.#options;
    const asked = engine.request(this.#toEngine(command), requester);
    if (command.kind === "CANCEL") this.#orderIds.delete(command.ref);
    if (command.kind !== "PLACE") return asked;
    this.#orderIds.set(
      command.ref,
      asked.catch(() => undefined),
    );
    const reply = await asked;
    if (this.#orderIds.has(command.ref)) this.#orderIds.set(command.ref, reply.orderId);
    return reply;
  }

  #toEngine(command: FlowCommand): Command {
    const { symbol } = this.#options;
    const clientOrderId = this.clientOrderId(command.ref);
    const accountId = MAKER_ACCOUNT;
    if (command.kind === "CANCEL")
      return { type: "CancelOrder", orderId: 0n, accountId, clientOrderId };
    if (command.kind === "REDUCE") {
      const known = this.#orderIds.get(command.ref);
      const orderId = typeof known === "bigint" ? known : 0n;
      this.#replaces += 1;
      const replaceId = this.clientOrderId(`r${this.#replaces}`);
      return {
        type: "ReplaceOrder",
        orderId,
        orderQty: command.qty,
        limitPx: 0n,
        accountId,
        replaceId,
      };
    }
    const { kind, side, px: limitPx, qty: orderQty } = command;
    const isTaker = kind === "TAKE";
    return {
      ...{ type: "NewOrder", symbol, side, limitPx, orderQty, clientOrderId, text: "" },
      accountId: isTaker ? TAKER_ACCOUNT : MAKER_ACCOUNT,
      ordType: "LIMIT",
      timeInForce: isTaker ? "IOC" : "GTC",
    };
  }
}
