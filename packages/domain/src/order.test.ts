import type { Fill, OrderAccepted } from "@hft/wire";
import { describe, expect, it } from "vitest";
import { averagePx, divideHalfEven, notional, SCALE } from "./money.ts";
import { applyOrderEvent, IllegalOrderEvent } from "./order.ts";
import { IllegalTransition, nextOrdStatus } from "./order-states.ts";

const stamps = { commandSequence: 1n, ingressTimeNs: 5n, transactTimeNs: 5n, reserved: 0n };
const identity = { accountId: "a", symbol: "TESTA", clientOrderId: "c", side: "BUY" } as const;
const accepted: OrderAccepted = {
  ...{ type: "OrderAccepted", sequence: 1n, orderId: 9n, ...stamps, ...identity },
  ...{ orderQty: 10n * SCALE, limitPx: 3n * SCALE, leavesQty: 10n * SCALE },
  ...{ ordType: "LIMIT", timeInForce: "GTC", principal: "p", text: "hedge leg" },
};
const fill = (cum: bigint, sequence: bigint): Fill => ({
  ...{ type: "Fill", sequence, orderId: 9n, ...stamps, ...identity, matchId: sequence },
  ...{ lastQty: SCALE, lastPx: SCALE, cumQty: cum * SCALE, leavesQty: (10n - cum) * SCALE },
  ...{ cumCost: cum * SCALE, positionQty: 0n, positionCost: 0n, realizedPnl: 0n },
  ...{ lastRealizedPnl: 0n, cash: 0n, liquidity: "MAKER", ordStatus: "NEW" },
});

describe("order", () => {
  it("[ORD-001] goes NEW, PARTIALLY_FILLED, FILLED and cumQty + leavesQty stays orderQty", () => {
    let order = applyOrderEvent(null, accepted);
    expect(order.ordStatus).toBe("NEW");
    order = applyOrderEvent(order, fill(4n, 2n));
    expect(order).toMatchObject({
      ordStatus: "PARTIALLY_FILLED",
      cumQty: 4n * SCALE,
      sequence: 2n,
    });
    expect(order.cumQty + order.leavesQty).toBe(order.orderQty);
    order = applyOrderEvent(order, fill(10n, 3n));
    expect(order).toMatchObject({ ordStatus: "FILLED", leavesQty: 0n, text: "hedge leg" });
    expect(() => applyOrderEvent(order, fill(10n, 4n))).toThrow(IllegalTransition);
  });

  it("[ORD-002] refuses an event of an order it has never seen, and a second first event", () => {
    expect(() => applyOrderEvent(null, fill(1n, 2n))).toThrow(IllegalOrderEvent);
    expect(() => applyOrderEvent(applyOrderEvent(null, accepted), accepted)).toThrow(
      IllegalOrderEvent,
    );
  });

  it("[ORD-003] leaves no terminal state", () => {
    for (const from of ["FILLED", "CANCELED", "REJECTED", "EXPIRED"] as const) {
      for (const kind of [
        "ACCEPTED",
        "FILL_PART",
        "FILL_LAST",
        "CANCELED",
        "REPLACED",
        "EXPIRED",
      ] as const) {
        expect(() => nextOrdStatus(from, kind)).toThrow(IllegalTransition);
      }
    }
  });
});

describe("money", () => {
  it("rounds half to even in both signs", () => {
    expect([5n, 15n, 25n, -5n, -15n, 26n].map((n) => divideHalfEven(n, 10n))).toEqual([
      0n,
      2n,
      2n,
      0n,
      -2n,
      3n,
    ]);
  });
  it("derives the average price of long and short holdings", () => {
    expect(averagePx(notional(3n * SCALE, 7n * SCALE), 7n * SCALE)).toBe(3n * SCALE);
    expect(averagePx(-6n * SCALE, -2n * SCALE)).toBe(3n * SCALE);
    expect(averagePx(0n, 0n)).toBeNull();
  });
});
