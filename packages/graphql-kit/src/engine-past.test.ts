import { type EngineEvent, TooOld } from "@hft/engine-client";
import { expect, it } from "vitest";
import { createEnginePast } from "./engine-past.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";
const STRETCH = 1_024;

/** An engine that has said `last` events, and what it was asked. */
function engineAt(last: number) {
  const asked: string[] = [];
  const ask = async (from: bigint, to: bigint) => {
    asked.push(`${from}-${to}`);
    const count = Math.max(0, Math.min(Number(to), last) - Number(from) + 1);
    return Array.from({ length: count }, (_, i) => ({ sequence: from + BigInt(i) }) as EngineEvent);
  };
  return { asked, past: createEnginePast(ask) };
}

it("asks once for a whole stretch", async () => {
  const { asked, past } = engineAt(10_000);
  for (const sequence of [1n, 7n, 1_024n, 1_025n, 3n]) {
    expect((await past.at(SESSION, sequence))?.sequence).toBe(sequence);
  }
  expect(asked).toEqual(["1-1024", "1025-2048"]);
});

it("asks again for a stretch that is still being written", async () => {
  const { asked, past } = engineAt(5);
  expect(await past.at(SESSION, 6n)).toBeNull();
  expect((await past.at(SESSION, 5n))?.sequence).toBe(5n);
  expect(asked).toHaveLength(2);
});

it("forgets the stretch that was not used for longest", async () => {
  const { asked, past } = engineAt(100 * STRETCH);
  for (let i = 0; i < 33; i += 1) await past.at(SESSION, BigInt(i * STRETCH + 1));
  await past.at(SESSION, BigInt(32 * STRETCH + 1));
  expect(asked).toHaveLength(33);
  await past.at(SESSION, 1n);
  expect(asked).toHaveLength(34);
});

it("keeps sessions apart", async () => {
  const { asked, past } = engineAt(10_000);
  await past.at(SESSION, 1n);
  await past.at("99999999-2222-3333-4444-555555555555", 1n);
  expect(asked).toHaveLength(2);
});

it("answers undefined only for what the engine no longer has", async () => {
  const past = createEnginePast(async (from) => {
    if (from < 100n) throw new TooOld(100n);
    return [{ sequence: from } as EngineEvent];
  });
  expect(await past.at(SESSION, 99n)).toBeUndefined();
  expect((await past.at(SESSION, 100n))?.sequence).toBe(100n);
});
