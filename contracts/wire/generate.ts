// node contracts/wire/generate.ts [--check]: writes every file made from trading.xml; --check only compares.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { emitCpp } from "./emit-cpp.ts";
import { emitDocs } from "./emit-docs.ts";
import { emitTs } from "./emit-ts.ts";
import { emitGoldenCpp, emitGoldenTs } from "./golden.ts";
import { readSchema } from "./schema.ts";

const root = join(import.meta.dirname, "../..");
const schema = readSchema(join(import.meta.dirname, "trading.xml"));
const outputs: Record<string, string> = {
  "engine/include/hft/generated/wire.h": emitCpp(schema),
  "engine/tests/generated/wire_golden.inc": emitGoldenCpp(schema),
  "packages/wire/src/generated/messages.ts": emitTs(schema),
  "packages/wire/src/generated/golden.ts": emitGoldenTs(schema),
  "docs/formats/wire.md": emitDocs(schema),
};

function readOr(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

let stale = 0;
for (const [name, content] of Object.entries(outputs)) {
  const path = join(root, name);
  if (readOr(path) === content) continue;
  stale += 1;
  if (process.argv.includes("--check")) {
    console.error(`${name} is stale: run \`npm run generate\` and commit the result`);
    continue;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.log(`wrote ${name}`);
}
if (stale > 0 && process.argv.includes("--check")) process.exitCode = 1;
