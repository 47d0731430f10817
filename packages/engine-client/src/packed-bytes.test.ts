import { expect, it } from "vitest";
import type { EngineEvent } from "./event.ts";
import { packedBytes } from "./packed-bytes.ts";

it("says where each event's bytes are, as SQL's substring counts", () => {
  const texts = ["abc", "", "de"];
  const events = texts.map((text) => ({ bytes: Buffer.from(text) }) as EngineEvent);
  const { bytes, starts, lengths } = packedBytes(events);
  expect(bytes.toString()).toBe("abcde");
  expect(starts).toEqual([1, 4, 4]);
  expect(lengths).toEqual([3, 0, 2]);
  expect(packedBytes([])).toEqual({ bytes: Buffer.alloc(0), starts: [], lengths: [] });
});
