import { buildSchema } from "@apollo/federation-internals";
import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { expect, it } from "vitest";
import { compilePick } from "./requires.ts";

const schema = buildSchema(`
  type Query { order: Order }
  interface Node { id: ID! }
  type Order implements Node { id: ID! market: Market tags: [Market] }
  type Trade implements Node { id: ID! }
  type Market { code: ID! }
`);

const field = (name: string, selections?: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  ...{ kind: "Field", name },
  ...(selections && { selections }),
});
const on = (typeCondition: string, ...selections: QueryPlanSelectionNode[]) =>
  ({ kind: "InlineFragment", typeCondition, selections }) as const;

const KEY = [on("Order", field("__typename"), field("id"), field("market", [field("code")]))];
const ORDER = { __typename: "Order", id: "1", market: { code: "X", more: 1 }, px: "2" };

it("picks the key and nothing else", () => {
  expect(compilePick(KEY, schema)(ORDER)).toEqual({
    ...{ __typename: "Order", id: "1", market: { code: "X" } },
  });
});

it("picks nothing of an object of another type, or without a type", () => {
  expect(compilePick(KEY, schema)({ ...ORDER, __typename: "Trade" })).toEqual({});
  expect(compilePick(KEY, schema)({ id: "1" })).toEqual({});
});

it("knows the types of an interface", () => {
  const pick = compilePick([on("Node", field("__typename"), field("id"))], schema);
  expect(pick({ __typename: "Trade", id: "9", x: 1 })).toEqual({ __typename: "Trade", id: "9" });
});

it("says where something of a key is missing; a null is not missing", () => {
  const pick = compilePick([field("id"), field("market", [field("code")])], schema);
  expect(pick({ id: "1" })).toBeUndefined();
  expect(pick({ id: "1", market: null })).toEqual({ id: "1", market: null });
});

it("picks from lists element by element", () => {
  const pick = compilePick([field("tags", [field("code")])], schema);
  expect(pick({ tags: [{ code: "a", x: 1 }, null] })).toEqual({ tags: [{ code: "a" }, null] });
});
