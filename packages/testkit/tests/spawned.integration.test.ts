import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  identify,
  isSameProcessAlive,
  makeTempDir,
  removeDir,
  signalProcess,
  spawnCommand,
  waitFor,
} from "../src/index.ts";

let dir: string;
beforeAll(() => {
  dir = makeTempDir("spawned");
});
afterAll(() => removeDir(dir));

it("a child dies with a parent that is killed without a word", async () => {
  const source = new URL("../src/processes/spawned.ts", import.meta.url).href;
  const program = `const { spawnCommand } = await import(${JSON.stringify(source)});
    const child = spawnCommand({ file: "sleep", args: ["600"] }, ${JSON.stringify(join(dir, "log"))});
    console.log(child.identity.pid); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", program]);
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once("data", (line: Buffer) => resolve(Number(line))),
  );
  const child = await waitFor(() => identify(pid));
  parent.kill("SIGKILL");
  await waitFor(() => !isSameProcessAlive(child), { what: `child ${pid} to be gone` });
});

it("weighs the session of a background process like its nice value, and no other", async () => {
  const start = (isBackground: boolean) =>
    spawnCommand({ file: "sleep", args: ["600"], isBackground }, join(dir, "log"));
  const [behind, before] = [start(true), start(false)];
  const niceOf = ({ identity }: typeof behind) => {
    const stat = readFileSync(`/proc/${identity.pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[16]);
  };
  await waitFor(() => niceOf(behind) === 10, { what: "its nice value" });
  expect(niceOf(before)).toBe(0);
  // A kernel without groups by session has nothing to weigh.
  const file = ({ identity }: typeof behind) => `/proc/${identity.pid}/autogroup`;
  if (existsSync(file(behind))) {
    const weightOf = (process: typeof behind) => readFileSync(file(process), "utf8").trim();
    await waitFor(() => weightOf(behind).endsWith("nice 10"), { what: "its session's weight" });
    expect(weightOf(before)).toMatch(/nice 0$/);
  }
  await Promise.all([behind.kill(), before.kill()]);
});

it("never signals a pid that belongs to another process by now", async () => {
  const child = spawnCommand({ file: "sleep", args: ["600"] }, join(dir, "log"));
  const stale = { pid: child.identity.pid, startTime: "1" };
  expect(signalProcess(stale, "SIGKILL")).toBe(false);
  expect(child.isRunning()).toBe(true);
  expect(signalProcess(child.identity, "SIGKILL")).toBe(true);
  expect(await child.exited).toEqual({ code: null, signal: "SIGKILL" });
});
