// Order flow from several connections that keeps going while the engine is killed: what got no answer is sent again under
// the same id, and so are some that were answered, on purpose.
import { type CommandClient, EngineTimeout } from "@hft/engine-client";
import type { NewOrder } from "@hft/wire";
import { traderOf } from "../support/engine.ts";

const QTY = 100_000_000n;
const TICK = 1_000_000n;

export interface Load {
  /** Ids (`account id`) that the engine has answered. */
  readonly acknowledged: ReadonlySet<string>;
  readonly counts: { sent: number; retries: number; duplicates: number };
  inFlight(): number;
  stop(): Promise<void>;
}

export interface LoadOptions {
  clients: readonly CommandClient[];
  accounts: readonly string[];
  symbol: string;
  /** Commands that each connection keeps under way. */
  window: number;
  random: () => number;
}

export function startLoad({ clients, accounts, symbol, window, random }: LoadOptions): Load {
  const acknowledged = new Set<string>();
  const counts = { sent: 0, retries: 0, duplicates: 0 };
  let inFlight = 0;
  let isStopping = false;
  let nextId = 1;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  function wish(): NewOrder {
    const side = random() < 0.5 ? "BUY" : "SELL";
    const limitPx = BigInt(1_000 + Math.floor(random() * 7)) * TICK;
    const orderQty = BigInt(1 + Math.floor(random() * 5)) * QTY;
    const timeInForce = random() < 0.3 ? "IOC" : "GTC";
    return {
      type: "NewOrder",
      accountId: pick(accounts),
      symbol,
      side,
      ordType: "LIMIT",
      timeInForce,
      limitPx,
      orderQty,
      clientOrderId: `r${nextId++}`,
      text: "",
    };
  }

  async function send(client: CommandClient, order: NewOrder): Promise<void> {
    inFlight += 1;
    counts.sent += 1;
    try {
      const reply = await client.request(order, traderOf(order.accountId));
      if (reply.rejectReason !== "ENGINE_BUSY")
        acknowledged.add(`${order.accountId} ${order.clientOrderId}`);
      if (reply.isDuplicate) counts.duplicates += 1;
    } finally {
      inFlight -= 1;
    }
  }

  async function untilAnswered(client: CommandClient, order: NewOrder): Promise<void> {
    for (let isRetry = false; ; isRetry = true) {
      if (isRetry) counts.retries += 1;
      try {
        return await send(client, order);
      } catch (error) {
        if (!(error instanceof EngineTimeout)) throw error;
      }
    }
  }

  async function lane(client: CommandClient): Promise<void> {
    while (!isStopping) {
      const order = wish();
      await untilAnswered(client, order);
      if (random() < 0.05) {
        counts.retries += 1;
        await untilAnswered(client, order);
      }
    }
  }

  const lanes = clients.flatMap((client) => Array.from({ length: window }, () => lane(client)));
  return {
    acknowledged,
    counts,
    inFlight: () => inFlight,
    async stop() {
      isStopping = true;
      await Promise.all(lanes);
    },
  };
}
