import type { EngineEvent } from "@hft/engine-client";
import { createCursorCodec, Secret } from "@hft/service-kit";
import type { TradePrint } from "@hft/wire";
import { beforeEach, expect, it } from "vitest";
import type { CandleRow } from "../live/candles.ts";
import { createMarketLive, type MarketLive } from "../live/market-live.ts";
import { candleStream } from "./candle-stream.ts";

const MINUTE = 60_000_000_000n;
const codec = createCursorCodec(new Secret("a secret of the test"));
let live: MarketLive;
let push: (events: readonly EngineEvent[]) => void;
let sequence: bigint;
let stored: CandleRow | undefined;
let isAway: boolean;

beforeEach(() => {
  live = createMarketLive();
  sequence = 0n;
  isAway = false;
  stored = {
    ...{ symbol: "A", intervalS: 60, startTimeNs: 10n * MINUTE, source: "LIVE", tradeCount: 3 },
    ...{ openPx: 100n, highPx: 105n, lowPx: 99n, closePx: 101n, volume: 30n },
  };
});

function open() {
  const hub = {
    ...{ sessionId: "s", lastSequence: 0n, ready: async () => undefined },
    listen: (onEvents: typeof push) => {
      push = onEvents;
      return () => undefined;
    },
  };
  const candleAt = async () => {
    if (isAway) throw new Error("away");
    return stored;
  };
  const deps = { hub, codec, live, history: { candleAt } } as never;
  return candleStream(deps, { symbol: "A", intervalS: 60, after: null });
}

/** A trade that the process hears. */
function trade(lastPx: bigint, transactTimeNs: bigint): void {
  sequence += 1n;
  const message = {
    type: "TradePrint",
    symbol: "A",
    lastPx,
    lastQty: 1n,
    transactTimeNs,
    sequence,
  };
  const events = [{ sequence, message: message as unknown as TradePrint } as EngineEvent];
  live.apply(events);
  push(events);
}

it("[MKT-026] shows a candle that began before this process with its beginning", async () => {
  const stream = open();
  await stream.next();
  trade(102n, 10n * MINUTE + 5n);
  const [candle] = (await stream.next()).value.events;
  const { openPx, highPx, lowPx, closePx, volume } = candle;
  expect({ openPx, highPx, lowPx, closePx, volume }).toEqual({
    ...{ openPx: 100n, highPx: 105n, lowPx: 99n, closePx: 102n, volume: 30n },
  });
});

it("[MKT-026] shows it not at all while its beginning cannot be read, and the next from its own trades", async () => {
  const stream = open();
  await stream.next();
  isAway = true;
  trade(102n, 10n * MINUTE + 5n);
  trade(107n, 11n * MINUTE);
  const { events } = (await stream.next()).value;
  expect(events).toMatchObject([{ openPx: 107n, lowPx: 107n, startTimeNs: 11n * MINUTE }]);
});

it("[MKT-026] knows the last price from before, until it hears a newer one", () => {
  open();
  live.seedLastPx(new Map([["A", 90n]]));
  expect(live.lastPx("A")).toBe(90n);
  trade(95n, 1n);
  live.seedLastPx(new Map([["A", 90n]]));
  live.reset({ sessionId: "s", asOfSequence: 5n, messages: [] });
  expect(live.lastPx("A")).toBe(95n);
  expect(live.trades("A", 5)).toEqual([]);
});
