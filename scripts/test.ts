// `npm test`: everything that can be tested, from a fresh clone, with real services. The last line
// is the sum of gtest and Vitest; nothing is printed after it.
import { inRoot } from "./lib/paths.ts";
import { main, secondsSinceStart } from "./lib/report.ts";
import { runCommand } from "./lib/run-command.ts";
import { setUp } from "./setup/index.ts";
import { NOTHING, plus, sentence } from "./test/counts.ts";
import { runGtest } from "./test/gtest.ts";
import { tested } from "./test/steps.ts";

const TSC = inRoot("node_modules/typescript/bin/tsc");

await main(async () => {
  if (process.argv.includes("--long")) process.env["HFT_LONG"] = "1";
  if (!process.argv.includes("--no-setup")) await setUp({ forTests: true });
  const { startTestServices } = await import("../packages/testkit/src/index.ts");
  const { runVitest } = await import("./test/vitest.ts");
  const { printServicesTable } = await import("./test/services-table.ts");
  const { endLeftovers, markRun } = await import("./test/leftovers.ts");

  console.log("Tests");
  markRun();
  const biome = ["node_modules/@biomejs/biome/bin/biome", "check", "--reporter=summary"];
  const checks = [
    await tested("biome check", () => node(biome)),
    await tested("types of scripts", () => node([TSC, "-p", "scripts"])),
    await tested("types of the router's bench", () => node([TSC, "-p", "router/bench"])),
    await tested("types of the integration tests", () => node([TSC, "-p", "tsconfig.tests.json"])),
    await tested("types of load-tests", () => node([TSC, "-p", "load-tests"])),
  ];
  const services = await startTestServices();
  try {
    checks.push(
      await tested("gtest", runGtest),
      await tested("vitest unit", () => runVitest("unit", services.env)),
      await tested("vitest integration", () => runVitest("integration", services.env)),
      await tested("vitest e2e", () => runVitest("e2e", services.env)),
    );
    await printServicesTable(services);
  } finally {
    await services.stop();
  }
  checks.push(await tested("no process is left", endLeftovers));
  finish(checks);
});

async function node(args: string[]) {
  await runCommand(process.execPath, args);
  return NOTHING;
}

/** A check without tests of its own, such as the linter, fails the run by its exit code alone. */
function finish(checks: Awaited<ReturnType<typeof tested>>[]): never {
  const sum = checks.map(({ counts }) => counts).reduce(plus, NOTHING);
  const mustNotSkip = process.env["CI"] === "true" && sum.skipped > 0;
  const broken = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  if (broken.length > 0) console.log(`Failed: ${broken.join(", ")}`);
  if (mustNotSkip) console.log("Failed: CI=true allows no skipped test");
  console.log(`Took ${secondsSinceStart().toFixed(0)} s`);
  console.log(sentence(sum));
  process.exit(broken.length > 0 || mustNotSkip || sum.failed > 0 ? 1 : 0);
}
