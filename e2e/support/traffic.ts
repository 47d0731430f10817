// Two people who trade with each other on purpose: every pair of orders is one match, two fills.
import { randomUUID } from "node:crypto";
import type { CommandClient } from "@hft/engine-client";
import { newOrder, traderOf } from "./engine.ts";

export interface Pair {
  buyer: string;
  seller: string;
  symbol: string;
}

/** Makes `count` matches straight through the engine, one after the other or `atOnce` at a time. */
export async function makeMatches(
  engine: CommandClient,
  { buyer, seller, symbol }: Pair,
  count: number,
  atOnce = 1,
): Promise<void> {
  const one = async () => {
    const wish = { symbol, orderQty: "1", limitPx: "10.00" };
    await engine.request(
      newOrder({ ...wish, accountId: seller, side: "SELL", clientOrderId: randomUUID() }),
      traderOf(seller),
    );
    await engine.request(
      newOrder({ ...wish, accountId: buyer, side: "BUY", clientOrderId: randomUUID() }),
      traderOf(buyer),
    );
  };
  for (let made = 0; made < count; made += atOnce)
    await Promise.all(Array.from({ length: Math.min(atOnce, count - made) }, one));
}

const PAUSE_MS = 10;

/** Keeps trading, about 60 matches a second, until stopped; resolves to how many matches were made. */
export function keepTrading(engine: CommandClient, pair: Pair): { stop(): Promise<number> } {
  let isStopping = false;
  let made = 0;
  const flow = (async () => {
    while (!isStopping) {
      await makeMatches(engine, pair, 1).then(
        () => {
          made += 1;
        },
        // Killed on the way: what was sent may stand or not; the next pair goes on.
        () => undefined,
      );
      await new Promise((next) => setTimeout(next, PAUSE_MS));
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await flow;
      return made;
    },
  };
}
