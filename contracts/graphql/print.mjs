// node contracts/graphql/print.mjs [--check]: prints each subgraph's SDL from its compiled classes; --check only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildAnalyticsSchema } from "@hft/analytics/schema";
import { buildOrdersSchema } from "@hft/orders/schema";
import { buildPositionsSchema } from "@hft/positions/schema";

const builders = {
  orders: buildOrdersSchema,
  positions: buildPositionsSchema,
  analytics: buildAnalyticsSchema,
};

let stale = 0;
for (const [name, build] of Object.entries(builders)) {
  const path = join(import.meta.dirname, `${name}.graphql`);
  // Printing calls no resolver, so it needs no working dependency.
  const { sdl } = await build({});
  let current = "";
  try {
    current = readFileSync(path, "utf8");
  } catch {}
  if (current === sdl) continue;
  stale += 1;
  if (process.argv.includes("--check")) {
    console.error(`contracts/graphql/${name}.graphql is stale: run \`npm run generate\` and commit`);
  } else {
    writeFileSync(path, sdl);
    console.log(`wrote contracts/graphql/${name}.graphql`);
  }
}
if (stale > 0 && process.argv.includes("--check")) process.exitCode = 1;
