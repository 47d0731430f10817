import { expect, it } from "vitest";
import { slices } from "./slices.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

async function sizesOf(count: number, size: number): Promise<number[]> {
  const parts: number[][] = [];
  for await (const part of slices(numbers(count), size)) parts.push(part);
  expect(parts.flat()).toEqual(numbers(count));
  return parts.map((part) => part.length);
}

it("hands over everything in order, at most so many at once", async () => {
  expect(await sizesOf(0, 3)).toEqual([]);
  expect(await sizesOf(3, 3)).toEqual([3]);
  expect(await sizesOf(7, 3)).toEqual([3, 3, 1]);
});

it("[FAIL-015] lets what has arrived be answered between two parts", async () => {
  const log: string[] = [];
  setImmediate(() => log.push("a request"));
  for await (const part of slices(numbers(4), 2)) log.push(`part of ${part.length}`);
  expect(log).toEqual(["part of 2", "a request", "part of 2"]);
});
