import { spawn } from "node:child_process";
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

it("never signals a pid that belongs to another process by now", async () => {
  const child = spawnCommand({ file: "sleep", args: ["600"] }, join(dir, "log"));
  const stale = { pid: child.identity.pid, startTime: "1" };
  expect(signalProcess(stale, "SIGKILL")).toBe(false);
  expect(child.isRunning()).toBe(true);
  expect(signalProcess(child.identity, "SIGKILL")).toBe(true);
  expect(await child.exited).toEqual({ code: null, signal: "SIGKILL" });
});
