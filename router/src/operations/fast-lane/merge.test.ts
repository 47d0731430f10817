import { expect, it } from "vitest";
import { merge } from "./merge.ts";

it("completes objects, and lists of equal length element by element", () => {
  const target = { a: { b: 1 }, list: [{ x: 1 }, null, 3], other: [1] };
  merge(target, { a: { c: 2 }, list: [{ y: 2 }, { z: 1 }, 4], other: [1, 2], n: null });
  expect(target).toEqual({
    ...{ a: { b: 1, c: 2 }, list: [{ x: 1, y: 2 }, { z: 1 }, 4] },
    ...{ other: [1, 2], n: null },
  });
});

it("lets the later null stand, as the reference executor does", () => {
  const target = { a: { b: 1 } };
  merge(target, { a: null });
  expect(target).toEqual({ a: null });
});

it("never reaches the prototype all objects have", () => {
  const evil = JSON.parse(`{"note":{"__proto__":{"isAdmin":true}}}`) as Record<string, unknown>;
  expect(() => merge({ note: {} }, evil)).toThrow("__proto__");
  expect(({} as Record<string, unknown>)["isAdmin"]).toBeUndefined();
});
