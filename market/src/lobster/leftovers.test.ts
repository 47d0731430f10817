import type { EngineEvent } from "@hft/engine-client";
import { expect, it } from "vitest";
import { Leftovers } from "./leftovers.ts";

const event = (type: string, clientOrderId: string, more = {}) =>
  ({
    message: { type, clientOrderId, accountId: "market", symbol: "GOOG", ...more },
  }) as EngineEvent;

it("[MKT-010] finds what rests and should not, and what should and does not, at the second look", () => {
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
  const wanted = new Set(["kept", "filled"]);
  const nothing = { stale: [], gone: [] };
  expect(leftovers.sweep(wanted), "commands may be on their way").toEqual(nothing);
  expect(leftovers.sweep(wanted)).toEqual({ stale: ["stale"], gone: ["filled"] });
  expect(leftovers.sweep(new Set(["kept"]))).toEqual(nothing);
});
