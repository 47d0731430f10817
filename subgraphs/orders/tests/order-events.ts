// What the engine says of orders that fill in two parts, as the tests of the projection hand it over.
import { type EngineEvent, engineEvent } from "@hft/engine-client";
import { encode, type Fill, type OrderAccepted } from "@hft/wire";
import type { Pool } from "pg";

export const SESSION = "11111111-2222-3333-4444-555555555555";
export const TOPIC = "hft.orders.v1";
export const PARTITIONS = 6;
export const ACCOUNTS = 12;
export const ORDERS_EACH = 20;
const ONE = 100_000_000n;

/** Orders that fill in two parts; sequences run through all accounts as the engine's would. */
export function makeEvents(ordersEach = ORDERS_EACH): EngineEvent[] {
  const events: EngineEvent[] = [];
  for (let order = 0; order < ordersEach; order += 1) {
    for (let account = 0; account < ACCOUNTS; account += 1) {
      for (const step of [0, 1, 2]) {
        const sequence = BigInt(events.length + 1);
        events.push(
          engineEvent(SESSION, sequence, encode(messageOf(sequence, account, order, step))),
        );
      }
    }
  }
  return events;
}

export function messageOf(
  sequence: bigint,
  account: number,
  order: number,
  step: number,
): OrderAccepted | Fill {
  const common = {
    ...{ sequence, commandSequence: sequence, ingressTimeNs: sequence, transactTimeNs: sequence },
    ...{
      orderId: BigInt(order * ACCOUNTS + account + 1),
      reserved: 0n,
      accountId: `acc${account}`,
    },
    ...{ symbol: "TESTA", clientOrderId: `c${order}`, side: "BUY" as const },
  };
  const left = BigInt(2 - step) * ONE;
  if (step === 0) {
    const terms = { orderQty: left, limitPx: ONE, leavesQty: left, ordType: "LIMIT" as const };
    return {
      type: "OrderAccepted",
      ...common,
      ...terms,
      timeInForce: "GTC",
      principal: "p",
      text: "",
    };
  }
  const done = BigInt(step) * ONE;
  return {
    ...{ type: "Fill", ...common, matchId: sequence, lastQty: ONE, lastPx: ONE, cumQty: done },
    ...{ leavesQty: left, cumCost: done, positionQty: done, positionCost: done, realizedPnl: 0n },
    ...{ lastRealizedPnl: 0n, cash: 0n, liquidity: "TAKER", ordStatus: "NEW" },
  };
}

/** As one part, or in parts of this size. */
export async function* partsOf(events: EngineEvent[], size = events.length) {
  for (let at = 0; at < events.length; at += size) yield events.slice(at, at + size);
}

export const partitionOf = (event: EngineEvent): number =>
  Number((event.message as { accountId: string }).accountId.slice(3)) % PARTITIONS;

/** Orders, fills and events that are stored. */
export async function tables(pool: Pool): Promise<unknown[][]> {
  const read = async (sql: string) => (await pool.query(sql)).rows;
  return Promise.all([
    read(
      "SELECT order_id, status, filled_qty, remaining_qty, avg_px, sequence FROM public.orders ORDER BY order_id::numeric",
    ),
    read(
      "SELECT sequence, order_id, fill_qty, fill_price, match_id FROM public.executions ORDER BY sequence",
    ),
    read(
      "SELECT sequence, account_id, encode(payload, 'hex') AS payload FROM orders.order_events ORDER BY sequence",
    ),
  ]);
}
