import { readFileSync } from "node:fs";
import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";
import type { Counts } from "./counts.ts";

interface GtestReport {
  testsuites: { testsuite: { result: string; failures?: unknown[] }[] }[];
}

/** The engine's own tests. A binary that crashes has written no report: that fails the part. */
export async function runGtest(): Promise<Counts> {
  const reportFile = inRoot("engine/build/release/hft_tests.json");
  const args = [`--gtest_output=json:${reportFile}`, "--gtest_brief=1"];
  const { code, output } = await runCommand(inRoot("engine/build/release/hft_tests"), args, {
    cwd: inRoot("engine"),
    allowFailure: true,
  });
  if (code !== 0) console.log(output);
  if (code > 1) throw new Error(`hft_tests ended with code ${code}`);
  return countGtest(JSON.parse(readFileSync(reportFile, "utf8")) as GtestReport);
}

export function countGtest({ testsuites }: GtestReport): Counts {
  const tests = testsuites.flatMap(({ testsuite }) => testsuite);
  const failed = tests.filter(({ failures }) => failures?.length).length;
  // SUPPRESSED is a disabled test: nobody may hide one from the sum.
  const skipped = tests.filter(({ result }) => result !== "COMPLETED").length;
  return { passed: tests.length - failed - skipped, failed, skipped };
}
