// Writes env.template from the configuration schemas; with --check a stale one fails.
import { envTemplate } from "./env-template/index.ts";
import { main } from "./lib/report.ts";

await main(async () => {
  console.log(`env.template: ${(await envTemplate(process.argv.slice(2))) ?? "written"}`);
});
