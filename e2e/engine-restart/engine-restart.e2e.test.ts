// Row: kill -9 of the engine under load loses nothing that was acknowledged and doubles nothing.
import { expect, it } from "vitest";
import { restartRun } from "./run.ts";

const KILLS = process.env["HFT_LONG"] ? 100 : 20;

it(`[REC-001] loses and doubles nothing over ${KILLS} kills under load`, async () => {
  const seed = Date.now() % 2 ** 31;
  const run = await restartRun({ kills: KILLS, seed });
  const { problems, ...figures } = run;
  console.log(`seed ${seed}`, JSON.stringify(figures));
  expect(problems).toEqual([]);
  expect(run.inFlightAtKill.every((count) => count > 0)).toBe(true);
  expect(run.commandsPerSecond).toBeGreaterThanOrEqual(2_000);
  expect(run.counts.retries).toBeGreaterThan(0);
  expect(run.stateHashes).toBeGreaterThan(0);
  expect(run.replay.eventsCompared).toBe(run.events);
});

it("[REC-002] canary: an engine that skips dedupe is caught", async () => {
  const { problems } = await restartRun({
    kills: 2,
    seed: 7,
    engineArgs: ["--allow-test-faults", "--test-fault", "skip-dedupe"],
  });
  expect(problems.some((problem) => problem.includes("times"))).toBe(true);
});

it("[REC-003] canary: an engine that drops an event is caught", async () => {
  const { problems } = await restartRun({
    kills: 2,
    seed: 7,
    engineArgs: ["--allow-test-faults", "--test-fault", "drop-event"],
  });
  expect(problems.length).toBeGreaterThan(0);
});
