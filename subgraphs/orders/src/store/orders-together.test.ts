import type { Order } from "@hft/domain";
import { expect, it } from "vitest";
import { ordersTogether } from "./orders-together.ts";

const order = (orderId: bigint) => ({ orderId }) as Order;

it("[ORD-050] asks once for all orders of one turn, and anew for those of the next", async () => {
  const asked: (readonly bigint[])[] = [];
  const find = ordersTogether(async (ids) => {
    asked.push(ids);
    return ids.filter((id) => id < 3n).map(order);
  });
  expect(await Promise.all([1n, 2n, 1n, 9n].map(find))).toEqual([
    ...[order(1n), order(2n), order(1n)],
    undefined,
  ]);
  await find(1n);
  expect(asked).toEqual([[1n, 2n, 9n], [1n]]);
});

it("[ORD-050] asks for at most a page at once, and tells everybody what failed", async () => {
  const sizes: number[] = [];
  const find = ordersTogether(async (ids) => {
    sizes.push(ids.length);
    throw new Error("away");
  });
  const found = await Promise.allSettled(Array.from({ length: 1_001 }, (_, i) => find(BigInt(i))));
  expect(sizes).toEqual([500, 500, 1]);
  expect(found.every(({ status }) => status === "rejected")).toBe(true);
});
