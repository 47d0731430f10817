import { type EngineEvent, engineEvent } from "@hft/engine-client";
import { encode, type Message } from "@hft/wire";
import { describe, expect, it } from "vitest";
import { createOrdersAfter } from "./orders-after.ts";
import { createOrdersLive } from "./orders-live.ts";

const SESSION = "00000000-0000-0000-0000-000000000001";
const head = (sequence: bigint) => ({
  ...{ sequence, commandSequence: sequence, ingressTimeNs: 5n, transactTimeNs: sequence },
  ...{ orderId: 9n, accountId: "a1", symbol: "TESTA", clientOrderId: "c1", side: "BUY" as const },
});
const accepted: Message = {
  ...{ type: "OrderAccepted", ...head(1n), reserved: 0n, orderQty: 4n, limitPx: 2n, leavesQty: 4n },
  ...{ ordType: "LIMIT", timeInForce: "GTC", principal: "p", text: "hedge leg" },
};
const replaced: Message = {
  ...{ type: "OrderReplaced", ...head(3n), reserved: 0n, orderQty: 6n, limitPx: 3n, cumQty: 0n },
  ...{ leavesQty: 6n, cumCost: 0n, ordStatus: "NEW", replaceId: "r1", principal: "p" },
} as Message;
const canceled: Message = {
  ...{ type: "OrderCanceled", ...head(7n), reserved: 0n, cumQty: 0n, canceledQty: 6n },
  ...{ leavesQty: 0n, cumCost: 0n, cancelReason: "USER", principal: "p" },
} as Message;
const event = (message: Message): EngineEvent =>
  engineEvent(SESSION, (message as { sequence: bigint }).sequence, encode(message));

describe("orders after events of long ago", () => {
  it("[STR-010] are folded from their first event, whatever this replica still holds", async () => {
    const asked: (readonly bigint[])[] = [];
    const after = createOrdersAfter(createOrdersLive(), async (ids) => {
      asked.push(ids);
      return [accepted, replaced].map(event);
    });
    await after.prepare([event(canceled)]);
    expect(asked).toEqual([[9n]]);
    expect(after.at(7n)).toMatchObject({
      ...{ timeInForce: "GTC", ordType: "LIMIT", limitPx: 3n, orderQty: 6n, text: "hedge leg" },
      ...{ ordStatus: "CANCELED", leavesQty: 0n },
    });
  });

  it("[STR-010] come from memory where the replica saw them happen", async () => {
    const live = createOrdersLive();
    live.apply([event(accepted), event(replaced)]);
    const after = createOrdersAfter(live, () => Promise.reject(new Error("not asked")));
    await after.prepare([event(replaced)]);
    expect(after.at(3n)?.limitPx).toBe(3n);
    expect(after.at(1n)?.limitPx).toBe(2n);
  });

  it("[STR-011] are not made up while their history cannot be read", async () => {
    const after = createOrdersAfter(createOrdersLive(), () => Promise.reject(new Error("away")));
    await expect(after.prepare([event(canceled)])).rejects.toThrow(/missed events cannot be read/);
    const lagging = createOrdersAfter(createOrdersLive(), async () => []);
    await expect(lagging.prepare([event(canceled)])).rejects.toThrow(/cannot be read now/);
  });
});
