import { expect, it } from "vitest";
import { createLifecycle } from "./lifecycle.ts";
import { createLog } from "./log.ts";

const log = createLog("test", "silent");

function recorded(order: string[], name: string) {
  return { start: () => order.push(`+${name}`), stop: () => order.push(`-${name}`) };
}

it("starts in order and stops in reverse, once", async () => {
  const order: string[] = [];
  const lifecycle = createLifecycle({ log });
  for (const name of ["a", "b"]) lifecycle.add(name, recorded(order, name));
  await lifecycle.start();
  await Promise.all([lifecycle.stop(), lifecycle.stop()]);
  expect(order).toEqual(["+a", "+b", "-b", "-a"]);
});

it("does not let one component that hangs keep the others from stopping", async () => {
  const order: string[] = [];
  const lifecycle = createLifecycle({ log, deadlineMs: 20 });
  lifecycle.add("a", recorded(order, "a")).add("hangs", { stop: () => new Promise(() => {}) });
  await lifecycle.start();
  await lifecycle.stop();
  expect(order).toEqual(["+a", "-a"]);
});
