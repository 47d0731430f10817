import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { BACKGROUND_NICE, weighLess } from "./background.ts";
import { identify, type ProcessIdentity } from "./proc.ts";

export interface Command {
  file: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** Run as this user (only asked for when we are root). */
  user?: string;
  /** Asks the process to end in order; SIGTERM unless the program means something else by it. */
  stopSignal?: NodeJS.Signals;
  /** For what may wait: where processor time is short, orders come first. */
  isBackground?: boolean;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Spawned {
  identity: ProcessIdentity;
  exited: Promise<Exit>;
  isRunning(): boolean;
  /** Sends the signal and waits until the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** Asks politely, then kills after the limit. */
  stop(limitMs?: number): Promise<Exit>;
}

const BACKGROUND = ["nice", "-n", String(BACKGROUND_NICE)];

/**
 * Starts a program in its own process group (so that Ctrl-C in a terminal reaches only the parent,
 * which then stops its children in order) and tells the kernel to send it its stop signal when the
 * parent dies without a word.
 */
export function spawnCommand(command: Command, logFile: string): Spawned {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a");
  const program = [...(command.isBackground ? BACKGROUND : []), command.file, ...command.args];
  const child = spawn("setpriv", [...privileges(command), ...program], {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  if (command.isBackground && child.pid) weighLess(child.pid, BACKGROUND_NICE);
  return handleOf(child, command);
}

function privileges({ stopSignal = "SIGTERM", user }: Command): string[] {
  const death = ["--pdeathsig", stopSignal.slice(3)];
  return user ? [...death, `--reuid=${user}`, `--regid=${user}`, "--clear-groups"] : death;
}

function handleOf(child: ChildProcess, command: Command): Spawned {
  const exited = new Promise<Exit>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: 127, signal: null }));
  });
  const pid = child.pid ?? 0;
  const isRunning = () => child.exitCode === null && child.signalCode === null && pid > 0;
  const kill = (signal: NodeJS.Signals = "SIGKILL") => {
    if (isRunning()) child.kill(signal);
    return exited;
  };
  const stop = async (limitMs = 15_000) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
    const exit = await kill(command.stopSignal ?? "SIGTERM");
    clearTimeout(timer);
    return exit;
  };
  return { identity: identify(pid) ?? { pid, startTime: "" }, exited, isRunning, kill, stop };
}
