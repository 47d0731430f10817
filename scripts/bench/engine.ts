// E1–E5 and E7 of the engine. Bounds are floors; docs/performance.md says what is aimed at.
import { inRoot } from "../lib/paths.ts";
import { PlainError } from "../lib/report.ts";
import { runCommand } from "../lib/run-command.ts";
import { buildEngine } from "../setup/build-engine.ts";
import { figure, machine, median } from "./figure.ts";
import { buildDriver, type Ladder, runLadder } from "./ladder.ts";

const PROFILES = { E1: "touch", E2: "deep", E3: "sweep" } as const;
const WAYS = { "": "ours", "-alone": "alone", "-told": "told" } as const;
const SEEDS = [42, 43, 44, 45, 46];
const RELEASE = inRoot("engine/build/release");
const ROUNDS = 21;

export async function benchEngine(isQuick: boolean): Promise<void> {
  await buildEngine([
    "hft_engine",
    "hft_mebench",
    "hft_mebench_told",
    "hft_mebench_alone",
    "hft_round_trip",
  ]);
  await buildDriver();
  console.log(`Engine, ${machine()}`);
  const lines = [...(await ladderFigures(isQuick)), ...(await roundTripFigure(isQuick))];
  console.log(lines.join("\n"));
}

async function ladderFigures(isQuick: boolean): Promise<string[]> {
  const operations = isQuick ? 100_000 : 2_000_000;
  const lines: string[] = [];
  for (const [id, profile] of Object.entries(PROFILES)) {
    const runs: Ladder[] = [];
    for (let round = 0; round < (isQuick ? 1 : ROUNDS); round += 1) {
      runs.push(await runLadder(profile, { operations, seed: 42 }));
    }
    show(profile, runs);
    // Within one round all had the same machine; over minutes its neighbours come and go.
    for (const [suffix, way] of Object.entries(WAYS)) {
      const cpu = median(runs.map((run) => run[way].cpuNs / run.floor.cpuNs));
      lines.push(figure(`${id}${suffix}`, cpu, "ratio", { op: "<=", bound: 2 }));
    }
    if (id === "E1") {
      // A call of the harness is an order's latency only where none waits for another.
      const p999 = median(runs.map(({ alone, floor }) => alone.p999Ns / floor.p999Ns));
      lines.push(figure("E5", p999, "ratio", { op: "<=", bound: 1.3 }));
    }
  }
  lines.push(await outcomeFigure(isQuick));
  return lines;
}

function show(profile: string, runs: readonly Ladder[]): void {
  const middle = (of: (run: Ladder) => number) => median(runs.map(of)).toFixed(1);
  const cpu = [...Object.values(WAYS), "floor" as const]
    .map((way) => `${way} ${middle((run) => run[way].cpuNs)}`)
    .join(", ");
  const ratios = runs.map(({ ours, floor }) => ours.cpuNs / floor.cpuNs).sort((a, b) => a - b);
  const shown = ratios.map((ratio) => ratio.toFixed(2)).join(" ");
  console.log(
    `${profile}: CPU ns a message ${cpu}; p99.9 ns alone ` +
      `${middle(({ alone }) => alone.p999Ns)}, floor ${middle(({ floor }) => floor.p999Ns)}; ratios of ${runs.length} rounds ${shown}`,
  );
  const outcomes = new Set(runs.map(({ ours }) => ours.outcome));
  console.log(`  ${runs[0]?.checks}\n  ${[...outcomes].join("\n  ")}`);
}

/** E4: every workload with every seed ends in the same trades, acknowledgements and rejections. */
async function outcomeFigure(isQuick: boolean): Promise<string> {
  let equal = 0;
  const seeds = isQuick ? SEEDS.slice(0, 2) : SEEDS;
  const operations = isQuick ? 50_000 : 500_000;
  for (const profile of Object.values(PROFILES)) {
    for (const seed of seeds) {
      const run = await runLadder(profile, { operations, seed });
      const other = Object.values(WAYS).find((way) => run[way].outcome !== run.floor.outcome);
      if (other === undefined) equal += 1;
      else {
        console.log(
          `${profile} ${seed}, ${other}: ${run[other].outcome}, not ${run.floor.outcome}`,
        );
      }
    }
  }
  const all = Object.keys(PROFILES).length * seeds.length;
  return figure("E4", equal, "equal_runs", { op: "=", bound: all });
}

/** E7: an order's way through ZeroMQ and back, above the way of a bare echo. */
async function roundTripFigure(isQuick: boolean): Promise<string[]> {
  const size = isQuick ? ["--rounds", "1", "--orders", "200"] : [];
  const { output } = await runCommand(`${RELEASE}/hft_round_trip`, [
    "--engine",
    `${RELEASE}/hft_engine`,
    ...size,
  ]);
  const series = output
    .split("\n")
    .filter((line) => line.startsWith('{"name"'))
    .map((line) => JSON.parse(line) as { name: string; p50Us: number; p99Us: number });
  const p50 = (name: string) => series.find((one) => one.name === name)?.p50Us;
  const [echo, memory, durable] = ["libzmq echo", "memory", "durable"].map(p50);
  if (echo === undefined || memory === undefined || durable === undefined) {
    throw new PlainError(`The round trip gave no figures:\n${output}`);
  }
  for (const { name, p50Us, p99Us } of series) {
    console.log(`round trip, ${name}: p50 ${p50Us.toFixed(1)} µs, p99 ${p99Us.toFixed(1)} µs`);
  }
  return [
    figure("E7", memory - echo, "us_above_echo", { op: "<=", bound: 60 }),
    figure("E7-durable", durable - echo, "us_above_echo", { op: ">=", bound: 0 }),
  ];
}
