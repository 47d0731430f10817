import type { EngineEvent } from "@hft/engine-client";
import { expect, it } from "vitest";
import { EventBytes } from "./event-bytes.ts";

const event = (sequence: bigint, bytes = Buffer.from(`said ${sequence}`)): EngineEvent => ({
  ...{ sessionId: "s", sequence, bytes, message: null },
});
const said = (held: EventBytes, sequence: bigint) => held.at(sequence)?.toString();

it("holds the newest events, and no others", () => {
  const held = new EventBytes(4);
  expect(held.at(0n)).toBeUndefined();
  held.push([1n, 2n, 3n].map((at) => event(at)));
  held.push([4n, 5n, 6n].map((at) => event(at)));
  expect([2n, 3n, 6n, 7n].map((at) => said(held, at))).toEqual([
    ...[undefined, "said 3", "said 6", undefined],
  ]);
});

it("keeps bytes as they were when they came", () => {
  const held = new EventBytes(4);
  const bytes = Buffer.from("true");
  held.push([event(1n, bytes)]);
  bytes.write("fake");
  expect(said(held, 1n)).toBe("true");
});

it("forgets what the next does not follow, and all when it begins anew", () => {
  const held = new EventBytes(8);
  held.push([event(1n), event(2n), event(5n), event(6n)]);
  expect([2n, 5n, 6n].map((at) => said(held, at))).toEqual([undefined, "said 5", "said 6"]);
  held.clear();
  expect(held.at(6n)).toBeUndefined();
  held.push([event(7n)]);
  expect([6n, 7n].map((at) => said(held, at))).toEqual([undefined, "said 7"]);
});

it("knows nothing of an event that is too long to be kept", () => {
  const held = new EventBytes(4);
  held.push([event(1n, Buffer.alloc(400)), event(2n)]);
  expect(held.at(1n)).toBeUndefined();
  expect(said(held, 2n)).toBe("said 2");
});
