// `npm run generate`: codecs from the wire XML, SDL from the subgraphs' classes, one supergraph from
// the SDL, env.template from the configuration schemas. Set-up runs the same with --check, where a stale file fails.
import { main, step } from "./lib/report.ts";
import { buildTypescript } from "./setup/build-typescript.ts";
import { checkGenerated, checkGraph } from "./setup/check-generated.ts";
import { installNodeModules } from "./setup/node-modules.ts";

/** Loads every service's schema, so only once node_modules are there. */
async function envTemplate() {
  const template = await import("./env-template/index.ts");
  return template.envTemplate([]);
}

await main(async () => {
  await step("npm ci", installNodeModules);
  await step("wire codecs", () => checkGenerated([]));
  await step("TypeScript (tsc -b)", buildTypescript);
  await step("GraphQL SDL, supergraph, OpenAPI", () => checkGraph([]));
  await step("env.template", envTemplate);
});
