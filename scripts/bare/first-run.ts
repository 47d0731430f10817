import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import { isPortFree, waitFor } from "../../packages/testkit/src/index.ts";
import type { Ports } from "../lib/ports.ts";
import { CHROOT, CLONE, roomCommand, roomEnv } from "./chroot.ts";

export interface BareRun {
  /** Seconds from the command to the ready line. */
  seconds: number;
  readyLine: string;
  /** Ctrl-C as a terminal sends it: to the whole foreground group. */
  interrupt(): Promise<void>;
  ended: Promise<void>;
}

/** `npm start` in the room until its ready line. Its output is shown as it comes. */
export async function startInRoom(ports: Ports, limitMs: number): Promise<BareRun> {
  const start = performance.now();
  const env = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
  const child = spawn("chroot", roomCommand(CHROOT, CLONE, "npm", "start"), {
    env: roomEnv(env),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = collect(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const readyLine = await waitFor(
    () => {
      if (child.exitCode !== null) return "ended";
      return lines().find((line) => line.startsWith("READY in "));
    },
    { limitMs, everyMs: 50, what: "npm start to be ready" },
  );
  if (readyLine === "ended") throw new Error("npm start ended before it was ready");
  const interrupt = async () => {
    process.kill(-(child.pid ?? 0), "SIGINT");
    await ended;
  };
  return { seconds: (performance.now() - start) / 1000, readyLine, interrupt, ended };
}

function collect(child: ChildProcess): () => string[] {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text += chunk;
      process.stdout.write(chunk.toString().replaceAll(/^(?=.)/gm, "    | "));
    });
  }
  return () => text.split("\n");
}

/** Pids of everything that runs inside the room. */
export function pidsInRoom(): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && rootOf(entry) === CHROOT)
    .map(Number);
}

function rootOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/root`);
  } catch {
    return undefined;
  }
}

/** Fails unless nothing of the run is left: no process in the room, no port of it taken. */
export async function requireNothingLeft(ports: Ports): Promise<void> {
  await waitFor(() => pidsInRoom().length === 0, {
    limitMs: 15_000,
    what: `the room to be empty; left are ${pidsInRoom().join(", ")}`,
  });
  for (const [name, port] of Object.entries(ports)) {
    if (!isPortFree(port)) throw new Error(`Port ${port} (${name}) is still taken`);
  }
}
