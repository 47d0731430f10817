import type { OrderState } from "@hft/wire";
import type { Pool } from "pg";
import { expect, it } from "vitest";
import { createHistory } from "./history.ts";
import { createOrdersLive } from "./orders-live.ts";

const away = { query: () => Promise.reject(new Error("Postgres is away")) } as unknown as Pool;
const state = (orderId: bigint, part: Partial<OrderState> = {}): OrderState => ({
  ...{ type: "OrderState", sequence: orderId, orderId, accountId: "a1", symbol: "TESTA" },
  ...{ clientOrderId: `c${orderId}`, side: "BUY", ordType: "LIMIT", timeInForce: "GTC", text: "" },
  ...{ orderQty: 4n, limitPx: 2n, cumQty: 0n, leavesQty: 4n, cumCost: 0n, ordStatus: "NEW" },
  ...{ ingressTimeNs: 5n, transactTimeNs: 5n, ...part },
});

it("[ORD-048] reads a page of open orders from memory, where a snapshot has told of them all", async () => {
  const live = createOrdersLive();
  const history = createHistory({ pool: away, live, sessionId: () => "s" });
  const page = async (part: object = {}) => {
    const search = { accounts: ["a1"], ordStatus: ["NEW", "PARTIALLY_FILLED"] as const, limit: 2 };
    return (await history.orders({ ...search, ...part })).map(({ orderId }) => orderId);
  };
  const unreadable = { code: "HISTORY_UNAVAILABLE" };
  await expect(page()).rejects.toMatchObject(unreadable);
  const messages = [
    ...[state(1n), state(2n, { symbol: "TESTB" }), state(4n, { accountId: "another" })],
    state(3n, { ordStatus: "PARTIALLY_FILLED", cumQty: 1n, leavesQty: 3n }),
  ];
  live.reset({ sessionId: "s", asOfSequence: 9n, messages });
  expect(await page()).toEqual([3n, 2n]);
  expect(await page({ beforeOrderId: 2n })).toEqual([1n]);
  expect(await page({ symbol: "TESTA", ordStatus: ["NEW"] })).toEqual([1n]);
  await expect(page({ ordStatus: ["NEW", "FILLED"] })).rejects.toMatchObject(unreadable);
  await expect(page({ ordStatus: null })).rejects.toMatchObject(unreadable);
});

it("[ORD-050] asks once for all orders of one turn and anew in the next, and tells everybody what failed", async () => {
  const asked: string[][] = [];
  const pool = {
    query: async (_text: string, [, orderIds]: [string, string[]]) => {
      asked.push(orderIds);
      return { rows: [] };
    },
  } as unknown as Pool;
  const live = createOrdersLive();
  const history = createHistory({ pool, live, sessionId: () => "s" });
  expect(await Promise.all([1n, 2n, 9n].map(history.order))).toEqual([null, null, null]);
  await history.order(1n);
  expect(asked).toEqual([["1", "2", "9"], ["1"]]);
  await Promise.all(Array.from({ length: 501 }, (_, i) => history.order(BigInt(i))));
  expect(asked.slice(2).map(({ length }) => length)).toEqual([500, 1]);
  const lost = createHistory({ pool: away, live, sessionId: () => "s" });
  const found = await Promise.allSettled([1n, 2n].map(lost.order));
  expect(found).toMatchObject([1, 2].map(() => ({ reason: { code: "HISTORY_UNAVAILABLE" } })));
});
