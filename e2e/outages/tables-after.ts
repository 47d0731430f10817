// What the tables hold after an outage, found by a program of its own.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Platform } from "../support/platform.ts";
import type { JudgeWish, Verdict } from "./judge-process.ts";

export interface TablesAfter {
  /** From the call until the tables held as many rows as the log had made by then; the limit where they never did. */
  caughtUpMs: number;
  /** What a comparison of the rows themselves found afterwards. */
  problems: string[];
}

/** Asked when the service is back. */
export async function tablesAfter(
  platform: Platform,
  wait: Omit<JudgeWish, "facts">,
): Promise<TablesAfter> {
  const startedAt = performance.now();
  const child = fork(join(import.meta.dirname, "judge-process.ts"), {
    execArgv: ["--conditions=source"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const exited = once(child, "exit");
  const found: TablesAfter = { caughtUpMs: wait.limitMs, problems: ["the judge ended too early"] };
  child.on("message", (verdict: Verdict) => {
    if ("problems" in verdict) found.problems = verdict.problems;
    else if (verdict.hasAllRows) found.caughtUpMs = Math.round(performance.now() - startedAt);
  });
  child.send({ facts: platform.facts, ...wait } satisfies JudgeWish);
  await exited;
  return found;
}
