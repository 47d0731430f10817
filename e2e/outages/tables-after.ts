// What the tables hold after an outage, found by a program of its own.
import { type ChildProcess, fork } from "node:child_process";
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

export interface Judge {
  /** Asked when a service is back, one question at a time. */
  tablesAfter(wait: Omit<JudgeWish, "facts" | "upTo">): Promise<TablesAfter>;
  stop(): Promise<void>;
}

/** Resolves when the program has loaded all it needs; rejects where it ends before. */
export async function startJudge(platform: Platform): Promise<Judge> {
  const child = fork(join(import.meta.dirname, "judge-process.ts"), {
    execArgv: ["--conditions=source"],
    // A session of its own: the kernel weighs sessions, and the judge shall not have the weight of the flow's.
    detached: true,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const exited = once(child, "exit");
  await Promise.race([once(child, "message"), exited]);
  if (!child.connected) throw new Error("the judge of the tables ended while it started");
  return {
    async tablesAfter(wait) {
      const startedAt = performance.now();
      const upTo = await lastSequenceOf(platform);
      return ask(child, { facts: platform.facts, upTo, ...wait }, startedAt);
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** Asked of the engine: to find it in the log takes seconds, in which the log goes on. */
async function lastSequenceOf(platform: Platform): Promise<string> {
  const url = `http://127.0.0.1:${platform.facts.ports.ENGINE_HTTP_PORT}/readyz`;
  return String(((await (await fetch(url)).json()) as { lastSequence: number }).lastSequence);
}

function ask(child: ChildProcess, wish: JudgeWish, startedAt: number): Promise<TablesAfter> {
  const found: TablesAfter = { caughtUpMs: wish.limitMs, problems: ["the judge ended too early"] };
  return new Promise((judged) => {
    const end = () => {
      child.off("message", onVerdict);
      child.off("exit", end);
      judged(found);
    };
    const onVerdict = (verdict: Verdict) => {
      if ("hasAllRows" in verdict && verdict.hasAllRows) {
        found.caughtUpMs = Math.round(performance.now() - startedAt);
      }
      if (!("problems" in verdict)) return;
      found.problems = verdict.problems;
      end();
    };
    child.on("message", onVerdict).once("exit", end);
    child.send(wish);
  });
}
