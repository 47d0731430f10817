import { existsSync } from "node:fs";
import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";

/** Configures once; after that ninja finds changes (also of the CMake files) by itself. */
export async function buildEngine(): Promise<string | undefined> {
  const engine = inRoot("engine");
  if (!existsSync(inRoot("engine/build/release/build.ninja"))) {
    await runCommand("cmake", ["--preset", "release"], { cwd: engine });
  }
  const { output } = await runCommand("cmake", ["--build", "--preset", "release"], { cwd: engine });
  return output.includes("no work to do") ? "up to date" : undefined;
}
