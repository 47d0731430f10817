import { rmSync } from "node:fs";
import { join } from "node:path";
import { inRoot, TOOLS } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";
import { hashOfFiles, onceFor } from "../lib/stamp.ts";

const REQUIREMENTS = "e2e/clients/requirements.txt";
const VENV = join(TOOLS, "python-clients");

/** What the Python programs of docs/clients.md are run with; every package is pinned there. */
export function makePythonClients(): Promise<string | undefined> {
  return onceFor(join(VENV, ".hft-requirements"), hashOfFiles([REQUIREMENTS]), async () => {
    rmSync(VENV, { recursive: true, force: true });
    await runCommand("python3", ["-m", "venv", VENV]);
    const flags = ["--quiet", "--no-deps", "--only-binary=:all:", "-r", inRoot(REQUIREMENTS)];
    await runCommand(join(VENV, "bin/python"), ["-m", "pip", "install", ...flags]);
  });
}
