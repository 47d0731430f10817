import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const BENCH = fileURLToPath(new URL("../bench/main.ts", import.meta.url));

/** Runs the benchmark briefly: it throws by itself when the two routers answer differently. */
function quickBench(): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--conditions=source", BENCH, "--quick"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (output += part));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

it("[LOAD-010] the router's benchmark runs, gets equal answers and loses nothing", async () => {
  const { code, output } = await quickBench();
  expect(code, output).toBe(0);
  const verdicts = new Map(
    [...output.matchAll(/^FIGURE (\S+) .* (MET|MISSED)$/gm)].map(([, id, verdict]) => [
      id,
      verdict,
    ]),
  );
  const ids = ["R1", "R1-order", "R2", "R4", "R6", "R6-end", "R7", "R11-one", "R11-three", "R12"];
  expect([...verdicts.keys()].sort()).toEqual(ids.sort());
  // Counts are right however slow the machine is; times and CPU are for a full run.
  expect([verdicts.get("R6"), verdicts.get("R12")]).toEqual(["MET", "MET"]);
}, 280_000);
