// `npm run bench -- [engine|router] [--quick]`: prints a table for people, then one line per figure:
// FIGURE <id> <value> <unit> must <op> <bound> MET|MISSED. Without a name it runs all.
import { benchEngine } from "./bench/engine.ts";
import { inRoot } from "./lib/paths.ts";
import { main, PlainError } from "./lib/report.ts";
import { runCommand } from "./lib/run-command.ts";
import { setUp } from "./setup/index.ts";

const BENCHES: Record<string, (isQuick: boolean) => Promise<void>> = {
  engine: benchEngine,
  router: async (isQuick) => {
    const args = ["--conditions=source", inRoot("router/bench/main.ts")];
    await runCommand(process.execPath, isQuick ? [...args, "--quick"] : args, { show: true });
  },
};

await main(async () => {
  const args = process.argv.slice(2);
  const named = args.filter((arg) => !arg.startsWith("--"));
  const unknown = named.find((name) => !BENCHES[name]);
  if (unknown) {
    throw new PlainError(`There is no benchmark ${unknown}; there are ${Object.keys(BENCHES)}`);
  }
  if (!args.includes("--no-setup")) await setUp({ forTests: false });
  for (const name of named.length > 0 ? named : Object.keys(BENCHES)) {
    await BENCHES[name]?.(args.includes("--quick"));
  }
});
