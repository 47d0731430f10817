// `npm run check`: what must be right before tests are worth running. Quick, no services.
import { inRoot } from "./lib/paths.ts";
import { main, step } from "./lib/report.ts";
import { runCommand } from "./lib/run-command.ts";
import { buildTypescript } from "./setup/build-typescript.ts";
import { checkGenerated, checkGraph } from "./setup/check-generated.ts";
import { checkNativeModules, installNodeModules } from "./setup/node-modules.ts";

const BIOME = inRoot("node_modules/@biomejs/biome/bin/biome");
const TSC = inRoot("node_modules/typescript/bin/tsc");
const VITEST = inRoot("node_modules/vitest/vitest.mjs");

const node = (...args: string[]) => runCommand(process.execPath, args);

await main(async () => {
  await step("npm ci", installNodeModules);
  await step("native modules load", checkNativeModules);
  await step("wire codecs are fresh", () => checkGenerated());
  await step("wire schema only adds", () => node("contracts/wire/check-compatible.ts"));
  await step("format and lint (Biome)", () => node(BIOME, "check", "--error-on-warnings"));
  await step("format of C++ (clang-format)", checkClangFormat);
  await step("TypeScript (tsc -b)", buildTypescript);
  await step("GraphQL SDL, supergraph and OpenAPI are fresh", () => checkGraph());
  await step("env.template is fresh", () =>
    node("--conditions=source", "scripts/env-template.ts", "--check"),
  );
  await step("TypeScript of scripts", () => node(TSC, "-p", "scripts"));
  await step("TypeScript of load-tests", () => node(TSC, "-p", "load-tests"));
  await step("TypeScript of the integration tests", () => node(TSC, "-p", "tsconfig.tests.json"));
  await step("TypeScript of the router's bench", () => node(TSC, "-p", "router/bench"));
  await step("unit tests", () => node(VITEST, "run", "--project", "unit"));
});

async function checkClangFormat(): Promise<string> {
  const { output } = await runCommand("git", ["ls-files", "engine/*.cpp", "engine/*.h"]);
  const files = output.split("\n").filter((path) => path && !path.includes("/generated/"));
  if (files.length > 0) await runCommand("clang-format", ["--dry-run", "--Werror", ...files]);
  return `${files.length} files`;
}
