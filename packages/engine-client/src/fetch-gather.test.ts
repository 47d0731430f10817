import { expect, it } from "vitest";
import { gather } from "./fetch-gather.ts";

it("handles together what comes in one turn, and later things by themselves", async () => {
  const seen: number[][] = [];
  const add = gather<number>(async (items) => {
    seen.push([...items]);
  });
  await Promise.all([add(1), add(2), Promise.resolve().then(() => add(3))]);
  await add(4);
  expect(seen).toEqual([[1, 2, 3], [4]]);
});

it("tells everybody how it ended", async () => {
  const add = gather<number>(async (items) => {
    if (items.includes(2)) throw new Error("no 2");
  });
  const ends = await Promise.allSettled([add(1), add(2)]);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(add(1)).resolves.toBeUndefined();
});
