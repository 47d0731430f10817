import { type EngineEvent, engineEvent } from "@hft/engine-client";
import { encode, type Message } from "@hft/wire";
import { expect, it } from "vitest";
import { createOrdersLive } from "./orders-live.ts";

const SESSION = "00000000-0000-0000-0000-000000000001";
const head = (sequence: bigint, orderId: bigint) => ({
  ...{ sequence, commandSequence: sequence, ingressTimeNs: 5n, transactTimeNs: sequence },
  ...{ orderId, accountId: "a1", symbol: "TESTA", clientOrderId: `c${orderId}`, reserved: 0n },
  ...{ side: "BUY" as const, principal: "p" },
});
const accepted = (sequence: bigint, orderId: bigint): Message => ({
  ...{ type: "OrderAccepted", ...head(sequence, orderId), orderQty: 4n, limitPx: 2n },
  ...{ leavesQty: 4n, ordType: "LIMIT", timeInForce: "GTC", text: "" },
});
const canceled = (sequence: bigint, orderId: bigint): Message => ({
  ...{ type: "OrderCanceled", ...head(sequence, orderId), cumQty: 0n, canceledQty: 4n },
  ...{ leavesQty: 0n, cumCost: 0n, cancelReason: "USER" },
});
const event = (message: Message): EngineEvent =>
  engineEvent(SESSION, (message as { sequence: bigint }).sequence, encode(message));

const RECENT_MAX = 16;

it("keeps what is open for good and what closed for a while, however much happens", () => {
  const live = createOrdersLive(RECENT_MAX);
  live.apply([event(accepted(1n, 1n))]);
  for (let id = 2n; id <= 200n; id += 1n) {
    live.apply([event(accepted(2n * id, id)), event(canceled(2n * id + 1n, id))]);
    expect(live.recent(["a1"]).length).toBeLessThanOrEqual((RECENT_MAX * 9) / 8);
  }
  expect(live.open(["a1"]).map(({ orderId }) => orderId)).toEqual([1n]);
  expect(live.byClientId("a1", "c1")?.orderId).toBe(1n);
  const newest = Array.from({ length: RECENT_MAX }, (_, i) => 200n - BigInt(i));
  expect(
    live
      .recent(["a1"])
      .slice(0, RECENT_MAX)
      .map(({ orderId }) => orderId),
  ).toEqual(newest);
  expect(live.byClientId("a1", "c2")).toBeUndefined();
  expect(live.changeAt(4n)).toBeUndefined();
  expect(live.changeAt(401n)?.order.ordStatus).toBe("CANCELED");
});

const state = (sequence: bigint, orderId: bigint): Message => ({
  ...{ type: "OrderState", ...head(sequence, orderId), orderQty: 4n, limitPx: 2n, cumQty: 0n },
  ...{ leavesQty: 4n, cumCost: 0n, ordType: "LIMIT", timeInForce: "GTC", ordStatus: "NEW" },
  text: "",
});

it("[ORD-046] forgets with a new snapshot what closed while nothing was heard, and keeps the rest", () => {
  const live = createOrdersLive(RECENT_MAX);
  live.apply([1n, 2n, 3n].map((id) => event(accepted(id, id))));
  live.apply([event(canceled(4n, 3n))]);
  // Order 1 is so old that it is only known for being open.
  for (let id = 10n; id < 40n; id += 1n) {
    live.apply([event(accepted(2n * id, id)), event(canceled(2n * id + 1n, id))]);
  }
  live.apply([event(accepted(90n, 90n)), event(accepted(91n, 91n))]);
  live.reset({ sessionId: SESSION, asOfSequence: 99n, messages: [state(91n, 91n)] });
  for (const closedUnheard of [1n, 2n, 90n]) {
    expect(live.get(closedUnheard)).toBeUndefined();
    expect(live.byClientId("a1", `c${closedUnheard}`)).toBeUndefined();
  }
  expect(live.open(["a1"]).map(({ orderId }) => orderId)).toEqual([91n]);
  expect(live.byClientId("a1", "c91")?.ordStatus).toBe("NEW");
  expect(live.get(39n)?.ordStatus).toBe("CANCELED");
  expect(live.recent(["a1"]).map(({ orderId }) => orderId)).not.toContain(90n);
});
