import type { EngineEvent } from "@hft/engine-client";
import { expect, it } from "vitest";
import { Leftovers } from "./leftovers.ts";

const event = (type: string, clientOrderId: string, more = {}) =>
  ({
    message: { type, clientOrderId, accountId: "market", symbol: "GOOG", ...more },
  }) as EngineEvent;

it("[MKT-010] takes away an order that the file no longer has, at the second look", () => {
  const leftovers = new Leftovers("GOOG");
  leftovers.onEvents([
    event("OrderAccepted", "kept"),
    event("OrderAccepted", "stale"),
    event("OrderAccepted", "filled"),
    event("Fill", "filled", { leavesQty: 0n }),
    event("Fill", "stale", { leavesQty: 5n }),
    event("OrderAccepted", "of-another", { accountId: "demo" }),
    event("OrderAccepted", "elsewhere", { symbol: "AAPL" }),
  ]);
  const isWanted = (id: string) => id === "kept";
  expect(leftovers.sweep(isWanted), "its cancel may be on its way").toEqual([]);
  expect(leftovers.sweep(isWanted)).toEqual(["stale"]);
  expect(leftovers.sweep(isWanted)).toEqual([]);
});
