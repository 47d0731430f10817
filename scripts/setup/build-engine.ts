import { existsSync } from "node:fs";
import { inRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";

/** What a start runs; the tests' own binaries would double the wait of a first start. */
export const PROGRAMS = ["hft_engine", "hft_kafka_bridge", "hft_journal"];

/** Configures once; after that ninja finds changes (also of the CMake files) by itself. */
export async function buildEngine(targets: string[]): Promise<string | undefined> {
  const engine = inRoot("engine");
  if (!existsSync(inRoot("engine/build/release/build.ninja"))) {
    await runCommand("cmake", ["--preset", "release"], { cwd: engine });
  }
  const only = targets.length > 0 ? ["--target", ...targets] : [];
  const { output } = await runCommand("cmake", ["--build", "--preset", "release", ...only], {
    cwd: engine,
  });
  return output.includes("no work to do") ? "up to date" : undefined;
}
