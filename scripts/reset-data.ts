// `npm run reset-data`: empties engine, Kafka, Postgres and Redis together. Never one of them alone:
// a new engine session over old tables is what consumers refuse to work on.
import { readdirSync, realpathSync, rmSync } from "node:fs";
import { DATA, inData } from "./lib/paths.ts";
import { main } from "./lib/report.ts";
import { reapEarlierRun } from "./supervise/run-record.ts";

const KEPT = new Set(["secrets.json", "logs"]);

await main(async () => {
  // Refuses while a start is running, and ends what a killed one left.
  await reapEarlierRun();
  for (const name of entriesOf(DATA)) {
    if (KEPT.has(name)) continue;
    const path = inData(name);
    // As root, PostgreSQL's data may stand elsewhere, with only a link in here.
    rmSync(realpathSync(path), { recursive: true, force: true });
    rmSync(path, { recursive: true, force: true });
    console.log(`  emptied ${path}`);
  }
  console.log("Passwords and keys are kept; delete .data/secrets.json for new ones.");
});

function entriesOf(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}
