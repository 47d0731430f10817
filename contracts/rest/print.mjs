// node contracts/rest/print.mjs [--check]: prints the compiled router's OpenAPI document; --check only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createOpenApiDocument } from "@hft/router/openapi";

const path = join(import.meta.dirname, "openapi.json");
const fresh = `${JSON.stringify(createOpenApiDocument(), null, 2)}\n`;
let current = "";
try {
  current = readFileSync(path, "utf8");
} catch {}

if (current === fresh) console.log("contracts/rest/openapi.json is fresh");
else if (process.argv.includes("--check")) {
  console.error("contracts/rest/openapi.json is stale: run `npm run generate` and commit");
  process.exitCode = 1;
} else {
  writeFileSync(path, fresh);
  console.log("wrote contracts/rest/openapi.json");
}
