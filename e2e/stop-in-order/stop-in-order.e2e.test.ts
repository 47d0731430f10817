// SIGTERM, as docker stop and every orchestrator send it: a process finishes what it has begun and
// says so by its exit code.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signalProcess, waitFor } from "@hft/testkit";
import { expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";

const platform = new Platform(inject("platform"));
const startLog = () => readFileSync(join(platform.facts.dataDir, "start.log"), "utf8");

const PROCESSES = ["market", "router", "analytics", "positions", "orders", "bridge", "engine"];

it.each(PROCESSES)("[SHIP-070] %s ends with 0 after SIGTERM", async (name) => {
  const said = startLog().length;
  const stopped = platform.identity(name);
  expect(signalProcess(stopped, "SIGTERM")).toBe(true);
  await platform.isBack(name, stopped);
  const sentences = startLog().slice(said);
  expect(sentences).toMatch(new RegExp(`^ *${name} ended with code 0;`, "m"));
  await waitFor(() => startLog().slice(said).includes(`${name} is back`), {
    limitMs: 60_000,
    what: `${name} to be ready again`,
  });
});
