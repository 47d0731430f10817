import { expect, it } from "vitest";
import { together } from "./together.ts";

it("rejects with the first failure in their order, and only once all have ended", async () => {
  const ended: string[] = [];
  const slow = Promise.resolve().then(async () => {
    await new Promise((later) => setImmediate(later));
    ended.push("slow");
    throw new Error("slow");
  });
  const quick = Promise.reject(new Error("quick"));
  await expect(together([slow, quick])).rejects.toThrow("slow");
  expect(ended).toEqual(["slow"]);
});

it("resolves when all have", async () => {
  await expect(together([Promise.resolve(1), Promise.resolve(2)])).resolves.toBeUndefined();
});
