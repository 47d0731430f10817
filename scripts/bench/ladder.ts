// The trading core beside the bare ladder of the neutral driver: same workload, forked child per
// run, thread CPU time.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../lib/paths.ts";
import { PlainError } from "../lib/report.ts";
import { runCommand } from "../lib/run-command.ts";

const OURS = inRoot("engine/build/release/libhft_mebench.so");
const TOLD = inRoot("engine/build/release/libhft_mebench_told.so");
const ALONE = inRoot("engine/build/release/libhft_mebench_alone.so");
const WORK = inRoot("engine/build/bench");
const FLOOR = join(WORK, "proto_engine.so");

/** What the driver printed of one engine. */
export interface Run {
  cpuNs: number;
  p999Ns: number;
  /** Trades and their hash, other reports' hash, acknowledgements and rejections. */
  outcome: string;
}

export interface Ladder {
  ours: Run;
  /** Ours, keeping also what is only told of each order. */
  told: Run;
  /** Ours, deciding each message before the next arrives: no looking ahead. */
  alone: Run;
  floor: Run;
  /** How often our checks were done, as the adapter counted. */
  checks: string;
}

/** Compiles the driver, its generator and the bare ladder; our adapter is built by CMake. */
export async function buildDriver(): Promise<void> {
  const driver = process.env["HFT_ENGINE_DRIVER"] ?? inRoot("../shared/bench/engine-driver");
  if (!existsSync(driver)) {
    throw new PlainError(`${driver} is missing: HFT_ENGINE_DRIVER must name the driver's folder`);
  }
  mkdirSync(WORK, { recursive: true });
  const compile = (args: string[]) => runCommand("g++", ["-std=c++20", "-w", ...args]);
  const source = (file: string) => join(driver, file);
  await compile(["-O2", source("gen.cpp"), "-o", join(WORK, "gen")]);
  await compile(["-O2", source("bench.cpp"), "-o", join(WORK, "bench"), "-ldl"]);
  const shared = ["-O3", "-march=native", "-fPIC", "-shared"];
  await compile([...shared, source("proto_engine.cpp"), "-o", FLOOR]);
}

function parse(output: string, library: string): Run {
  const line = output.split("\n").find((text) => text.startsWith(library));
  const [cpu, latency, , rest] = line?.split("|") ?? [];
  const cpuNs = Number(cpu?.trim().split(/\s+/)[1]);
  const p999Ns = Number(latency?.trim().split(/\s+/)[3]);
  const outcome = /(\d+ \w{16}\/\w{8}).*(acks=.*)/.exec(rest ?? "");
  // A run that died counts as 0.
  if (!(cpuNs > 0) || !(p999Ns > 0) || !outcome) {
    throw new PlainError(`The driver said nothing of ${library}:\n${output}`);
  }
  return { cpuNs, p999Ns, outcome: `${outcome[1]} ${outcome[2]}` };
}

/** One round of one workload (`touch`, `deep` or `sweep`): ours in its three ways, then the bare ladder. */
export async function runLadder(
  profile: string,
  options: { operations: number; seed: number },
): Promise<Ladder> {
  const { operations, seed } = options;
  const workload = join(WORK, `${profile}-${operations}-${seed}.bin`);
  const gen = [profile, workload, String(operations), String(seed)];
  if (!existsSync(workload)) await runCommand(join(WORK, "gen"), gen);
  const { output } = await runCommand(
    join(WORK, "bench"),
    ["-r", "1", workload, OURS, TOLD, ALONE, FLOOR],
    {
      env: { HFT_BENCH_CHECKS: "1" },
    },
  );
  return {
    ours: parse(output, "libhft_mebench.so"),
    told: parse(output, "libhft_mebench_told.so"),
    alone: parse(output, "libhft_mebench_alone.so"),
    floor: parse(output, "proto_engine.so"),
    checks: /^checks done: .*$/m.exec(output)?.[0] ?? "",
  };
}
