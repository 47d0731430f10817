// `npm run test:canary`: shows that a run without its broker fails; part of `npm test` as well.
import { inRoot } from "./lib/paths.ts";
import { main } from "./lib/report.ts";
import { runCommand } from "./lib/run-command.ts";
import { setUp } from "./setup/index.ts";

await main(async () => {
  await setUp({ forTests: true });
  const vitest = [inRoot("node_modules/vitest/vitest.mjs"), "run", "--project", "integration"];
  await runCommand(process.execPath, [...vitest, "canary"], { show: true });
});
