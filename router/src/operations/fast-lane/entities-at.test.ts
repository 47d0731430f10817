import { expect, it } from "vitest";
import { Deviation } from "./deviation.ts";
import { entitiesAt } from "./entities-at.ts";

const root = {
  orders: { edges: [{ node: { id: 1 } }, null, { node: null }, {}, { node: { id: 2 } }] },
  grid: [[{ id: 3 }], [], null, [null, { id: 4 }]],
};

it("finds the objects of a path in order; nulls lead nowhere", () => {
  expect(entitiesAt(root, ["orders", "edges", "@", "node"])).toEqual([{ id: 1 }, { id: 2 }]);
  expect(entitiesAt(root, ["grid", "@", "@"])).toEqual([{ id: 3 }, { id: 4 }]);
  expect(entitiesAt(root, [])).toEqual([root]);
  expect(entitiesAt(root, ["nobody", "@", "x"])).toEqual([]);
});

it("gives the objects themselves, which are completed in place", () => {
  expect(entitiesAt(root, ["orders", "edges", "@", "node"])[0]).toBe(root.orders.edges[0]?.node);
});

it("leaves to the reference executor what does not look like the plan", () => {
  expect(() => entitiesAt(root, ["orders", "@"])).toThrow(Deviation);
  expect(() => entitiesAt(root, ["grid", "id"])).toThrow(Deviation);
});
