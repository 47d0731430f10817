import { type EngineEvent, engineEvent, TooOld } from "@hft/engine-client";
import { encode } from "@hft/wire";
import { expect, it } from "vitest";
import { EventBytes } from "./event-bytes.ts";
import { createEventCheck } from "./event-check.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";
const OTHER = "99999999-2222-3333-4444-555555555555";

const print = (sequence: bigint, lastPx = 1n, sessionId = SESSION): EngineEvent =>
  engineEvent(
    sessionId,
    sequence,
    encode({
      ...{ type: "TradePrint", sequence, commandSequence: 1n, transactTimeNs: 1n, matchId: 1n },
      ...{ lastPx, lastQty: 1n, symbol: "TESTA", aggressorSide: "BUY", ingressTimeNs: 1n },
    } as never),
  );

const silent = async () => {
  throw new Error("the engine is silent");
};

/** The feed has been heard from 5 to 7; the engine itself is at 8 and keeps all from 3 on. */
function checkOf(
  options: { isSilent?: boolean; sessionId?: string; acceptNewSession?: boolean } = {},
) {
  const { isSilent = false, sessionId = SESSION, acceptNewSession = false } = options;
  const said = new EventBytes(10);
  said.push([print(5n), print(6n), print(7n)]);
  const hub = { said, sessionId, lastSequence: 7n, waitFor: async (at: bigint) => at <= 7n };
  const keeps = async (from: bigint, to: bigint) => {
    if (from < 3n) throw new TooOld(3n);
    return [3n, 4n, 5n, 6n, 7n, 8n].filter((at) => at >= from && at <= to).map((at) => print(at));
  };
  const ask = isSilent ? silent : keeps;
  return createEventCheck({ hub, ask, acceptNewSession })();
}

it("[FAIL-021] takes what the engine said, lately or long ago", async () => {
  expect(await checkOf()(print(6n), SESSION)).toBeNull();
  expect(await checkOf()(print(4n), SESSION)).toBeNull();
  expect(await checkOf()(print(8n), SESSION)).toBeNull();
});

it("[FAIL-021] takes what is older than the engine itself can tell", async () => {
  expect(await checkOf()(print(2n, 99n), SESSION)).toBeNull();
});

it("[FAIL-021] refuses other bytes, a sequence ahead of the engine and a foreign session", async () => {
  expect(await checkOf()(print(6n, 99n), SESSION)).toContain("not the engine's");
  expect(await checkOf()(print(4n, 99n), SESSION)).toContain("not the engine's");
  expect(await checkOf()(print(8n, 99n), SESSION)).toContain("not the engine's");
  expect(await checkOf()(print(9n), SESSION)).toContain("ahead of the engine");
  expect(await checkOf()(print(6n, 1n, OTHER), SESSION)).toContain("none of this platform");
});

it("[FAIL-021] leaves to the projection what a new data directory means", async () => {
  expect(await checkOf()(print(6n, 1n, OTHER), OTHER)).toBeNull();
  expect(await checkOf({ acceptNewSession: true })(print(6n, 1n, OTHER), SESSION)).toBeNull();
});

it("[FAIL-021] waits where nobody can tell", async () => {
  await expect(checkOf({ isSilent: true })(print(8n), SESSION)).rejects.toThrow(/wait/);
  await expect(checkOf({ isSilent: true })(print(4n), SESSION)).rejects.toThrow(/wait/);
  await expect(checkOf({ sessionId: "" })(print(6n), SESSION)).rejects.toThrow(/wait/);
});
