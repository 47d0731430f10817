// Starts the programs of a page in a folder of this workspace, where Node finds the pinned packages.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waitFor } from "@hft/testkit";
import { ROOT } from "./snippets.ts";

const PYTHON = join(ROOT, ".tools/python-clients/bin/python");

/** A running program and all it has said. */
export interface Running {
  readonly output: () => string;
  /** Waits for words of the program; fails with all it said when it ends without them. */
  says(words: string | RegExp): Promise<void>;
  /** Its exit code. */
  ended(): Promise<number | null>;
  stop(): void;
}

/** A folder for the programs of one page. */
export function snippetFolder(): {
  path: string;
  write(name: string, text: string): string;
  remove(): void;
} {
  const parent = join(ROOT, "e2e/dist");
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, "snippets-"));
  return {
    path,
    write(name, text) {
      writeFileSync(join(path, name), text);
      return name;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** The interpreter with the pinned packages of `requirements.txt`; a missing one is an error, never a skip. */
export function python(): string {
  if (existsSync(PYTHON)) return PYTHON;
  throw new Error(`There is no ${PYTHON}: the set-up of npm test makes it of python3-venv`);
}

/** Starts a program; it dies with the test run. */
export function run(command: string[], cwd: string, env: Record<string, string>): Running {
  const child = spawn("setpriv", ["--pdeathsig", "TERM", ...command], {
    cwd,
    env: { ...process.env, ...env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const collect = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  return {
    output: () => text,
    says: (words) => untilSaid(child, () => text, words),
    ended: () => exitOf(child),
    stop: () => void child.kill("SIGTERM"),
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("close", resolve));
}

async function untilSaid(child: ChildProcess, text: () => string, words: string | RegExp) {
  const isSaid = () => (typeof words === "string" ? text().includes(words) : words.test(text()));
  await waitFor(() => isSaid() || child.exitCode !== null, {
    limitMs: 45_000,
    what: `the program to say ${words}`,
  });
  if (!isSaid()) throw new Error(`ended with ${child.exitCode} without ${words}:\n${text()}`);
}
