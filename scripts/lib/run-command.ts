import { spawn } from "node:child_process";
import { ROOT } from "./paths.ts";
import { PlainError } from "./report.ts";

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Show the output as it comes; otherwise it is shown only when the command fails. */
  show?: boolean;
  /** Hand back the exit code instead of failing. */
  allowFailure?: boolean;
}

export interface RunResult {
  code: number;
  output: string;
}

/** Runs a program to its end. It dies with us, whatever ends us. */
export function runCommand(
  file: string,
  args: string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { cwd = ROOT, env, show = false, allowFailure = false } = options;
  return new Promise((resolve, reject) => {
    const child = spawn("setpriv", ["--pdeathsig", "TERM", file, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk;
      if (show) process.stdout.write(chunk);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (exit) => {
      const code = exit ?? 1;
      if (code === 0 || allowFailure) return resolve({ code, output });
      const said = show ? "" : `${output.trimEnd()}\n`;
      reject(new PlainError(`${said}This failed with code ${code}: ${file} ${args.join(" ")}`));
    });
  });
}
