import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { makeTempDir, removeDir, startKafka } from "../src/index.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const VITEST = resolve(ROOT, "node_modules/vitest/vitest.mjs");

/** A run of the one test that needs the broker most, as `npm test` would do it. */
function runAgainst(brokers: string) {
  const test = "broker-round-trip.integration";
  return spawnSync(process.execPath, [VITEST, "run", "--project", "integration", test], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, HFT_TEST_KAFKA_BROKERS: brokers },
  });
}

it("a run with the broker stopped fails, and with the same broker running it passes", async () => {
  const dir = makeTempDir("canary");
  const kafka = await startKafka({ dir });
  const green = runAgainst(kafka.url);
  expect(green.status, green.stdout + green.stderr).toBe(0);
  await kafka.stop();
  const red = runAgainst(kafka.url);
  expect(red.status).not.toBe(0);
  expect(red.stdout).toContain("1 failed");
  removeDir(dir);
});
