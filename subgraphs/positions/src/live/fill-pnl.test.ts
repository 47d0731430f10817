import { type EngineEvent, engineEvent } from "@hft/engine-client";
import { EventRing } from "@hft/graphql-kit";
import { encode, type Fill } from "@hft/wire";
import type { Pool } from "pg";
import { expect, it, vi } from "vitest";
import { createFillPnl } from "./fill-pnl.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";

const fill = (sequence: bigint): EngineEvent => {
  const message: Fill = {
    ...{ type: "Fill", sequence, commandSequence: 1n, ingressTimeNs: 1n, transactTimeNs: 1n },
    ...{ orderId: 9n, matchId: 1n, accountId: "a1", symbol: "TESTA", clientOrderId: "c1" },
    ...{ lastQty: 1n, lastPx: 1n, cumQty: 1n, leavesQty: 0n, cumCost: 1n, reserved: 0n },
    ...{ positionQty: 1n, positionCost: 1n, realizedPnl: 0n, lastRealizedPnl: sequence, cash: 0n },
    ...{ side: "BUY", liquidity: "TAKER", ordStatus: "FILLED" },
  };
  return engineEvent(SESSION, sequence, encode(message));
};

it("reads what a fresh fill realised without a copy of all that came after it", async () => {
  const ring = new EventRing(10);
  ring.push([fill(5n), fill(6n), fill(7n)]);
  const copied = vi.spyOn(ring, "after");
  const asked = vi.fn(async () => ({ rows: [{ sequence: "4", realized_pnl: "44" }] }));
  const pnl = createFillPnl({ ring, sessionId: SESSION }, { query: asked } as unknown as Pool);
  expect(await pnl.of(`${SESSION}:6`, ["a1"])).toBe(6n);
  expect(await pnl.of(`${SESSION}:6`, ["another"])).toBeNull();
  expect(asked).not.toHaveBeenCalled();
  expect(await pnl.of(`${SESSION}:4`, ["a1"])).toBe(44n);
  expect(copied).not.toHaveBeenCalled();
});
