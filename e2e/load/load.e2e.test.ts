// The load scenarios, a few seconds each: that they work and find what is wrong. Figures are another matter.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeTempDir, removeDir } from "@hft/testkit";
import { afterAll, expect, inject, it } from "vitest";
import { Platform } from "../support/platform.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const platform = new Platform(inject("platform"));
const dir = makeTempDir("load");
afterAll(() => removeDir(dir));

interface Summary {
  metrics: Record<string, { count?: number; value?: number }>;
}

/** `npm run load -- <scenario> --smoke` against the platform of the stories. */
function load(scenario: string, env: Record<string, string> = {}) {
  const summary = join(dir, `${scenario}.json`);
  const ports = Object.entries(platform.facts.ports).map(([name, port]) => [name, String(port)]);
  const program = ["--conditions=source", join(ROOT, "scripts/load.ts"), scenario, "--smoke"];
  const variables = {
    ...process.env,
    ...Object.fromEntries(ports),
    HFT_DATA_DIR: platform.facts.dataDir,
    LOAD_SUMMARY: summary,
    ...env,
  };
  return new Promise<{ code: number; output: string; metrics: Summary["metrics"] }>((done) => {
    execFile(process.execPath, program, { env: variables }, (error, stdout, stderr) => {
      const { metrics } = JSON.parse(readFileSync(summary, "utf8")) as Summary;
      done({ code: error ? 1 : 0, output: stdout + stderr, metrics });
    });
  });
}

const count = (metrics: Summary["metrics"], name: string) => metrics[name]?.count ?? 0;

it("[LOAD-001] enters and cancels orders at a rate, every one as it must be answered", async () => {
  const { code, output, metrics } = await load("order-entry");
  expect(code, output).toBe(0);
  expect(count(metrics, "iterations")).toBeGreaterThanOrEqual(35);
  expect(metrics["failed_operations"]?.value).toBe(0);
});

it("[LOAD-002] asks every kind of query", async () => {
  const { code, output } = await load("mixed-queries");
  expect(code, output).toBe(0);
});

it("[LOAD-003] shows every event to every socket, none twice and none missing", async () => {
  const sockets = 5;
  const { code, output, metrics } = await load("fan-out", { LOAD_SOCKETS: String(sockets) });
  expect(code, output).toBe(0);
  // One iteration of each socket, the others an order: accepted, then canceled.
  const orders = count(metrics, "iterations") - sockets;
  expect(orders).toBeGreaterThanOrEqual(35);
  expect(count(metrics, "events_delivered")).toBe(2 * orders * sockets);
});

it("[LOAD-004] fails when orders are refused", async () => {
  const { code, output, metrics } = await load("order-entry", {
    LOAD_SYMBOL: "NOSUCH",
    LOAD_SECONDS: "1",
  });
  expect(code).toBe(1);
  expect(output).toContain("thresholds on metrics 'failed_operations' have been crossed");
  expect(metrics["failed_operations"]?.value).toBe(1);
});
