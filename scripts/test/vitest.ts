import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeTempDir, removeDir } from "../../packages/testkit/src/index.ts";
import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";
import type { Counts } from "./counts.ts";

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

export async function runVitest(project: string, env: Record<string, string>): Promise<Counts> {
  const dir = makeTempDir("vitest");
  const reportFile = join(dir, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
    const vitest = [inRoot("node_modules/vitest/vitest.mjs"), "run", "--project", project];
    const { code } = await runCommand(process.execPath, [...vitest, ...reporters], {
      // kafkajs 2.2.4 sets timers of negative length, which Node 24 warns of; services do without (calm-kafkajs.ts).
      env: { ...env, NODE_OPTIONS: "--disable-warning=TimeoutNegativeWarning" },
      show: true,
      allowFailure: true,
    });
    const counts = countVitest(JSON.parse(readFileSync(reportFile, "utf8")) as VitestReport);
    // An error outside every test, such as an unhandled rejection, must not pass as green.
    if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
    return counts;
  } finally {
    removeDir(dir);
  }
}

/** A file that could not even be loaded has no tests to fail; it counts as one failure. */
export function countVitest(report: VitestReport): Counts {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
