import { expect, it } from "vitest";
import { orderRow } from "./legacy-mapping.ts";
import { newOrder } from "./legacy-requests.ts";

it("[REST-002] takes every field an answer has", () => {
  expect(Object.keys(newOrder.shape)).toEqual(expect.arrayContaining(Object.keys(orderRow.shape)));
});

it("[REST-005] refuses two names of one thing that say different things", () => {
  const order = { symbol: "AAPL", side: "buy", quantity: "1", order_type: "limit", price: "1" };
  const read = (more: object) => newOrder.safeParse({ ...order, ...more });
  expect(read({ tif: "ioc", time_in_force: "IOC" }).success).toBe(true);
  expect(read({ tif: "ioc", time_in_force: null }).success).toBe(true);
  expect(read({ tif: "ioc", time_in_force: "day" }).error?.issues).toMatchObject([
    { path: ["tif"], message: "differs from time_in_force; send one of them" },
  ]);
});
