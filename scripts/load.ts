// `npm run load -- <scenario> [--smoke]`: a k6 scenario against the running platform of this data
// folder. LOAD_SECONDS, LOAD_RATE, LOAD_SOCKETS and LOAD_SYMBOL change it; API_URL names another
// router; LOAD_SUMMARY a file for the figures as JSON.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTempDir, removeDir } from "../packages/testkit/src/temp-dir.ts";
import { checker } from "./lib/checkers.ts";
import { inRoot } from "./lib/paths.ts";
import { readPorts } from "./lib/ports.ts";
import { main, PlainError, step } from "./lib/report.ts";
import { runCommand } from "./lib/run-command.ts";
import { readSecrets } from "./lib/secrets.ts";
import { SCENARIOS } from "./load/scenarios.ts";
import { fetchCheckers } from "./setup/checkers.ts";

await main(async () => {
  const scenario = process.argv[2] ?? "";
  if (!SCENARIOS.includes(scenario)) {
    throw new PlainError(`usage: npm run load -- <${SCENARIOS.join(" | ")}> [--smoke]`);
  }
  const secrets = readSecrets();
  if (!secrets)
    throw new PlainError("There is no platform in this data folder: npm start makes one.");
  await step("k6", () => fetchCheckers(["k6"]));
  const dir = makeTempDir("load");
  try {
    const usersFile = join(dir, "users.json");
    writeFileSync(usersFile, JSON.stringify(secrets.users), { mode: 0o600 });
    await runScenario(scenario, usersFile);
  } finally {
    removeDir(dir);
  }
});

async function runScenario(scenario: string, usersFile: string): Promise<void> {
  const { API_URL, LOAD_SUMMARY } = process.env;
  const summary = LOAD_SUMMARY ? ["--summary-export", LOAD_SUMMARY] : [];
  const script = inRoot(`load-tests/scenarios/${scenario}.ts`);
  const { code } = await runCommand(
    checker("k6"),
    ["run", "--no-usage-report", ...summary, script],
    {
      show: true,
      allowFailure: true,
      env: {
        API_URL: API_URL || `http://127.0.0.1:${readPorts().ROUTER_PORT}`,
        LOAD_USERS_FILE: usersFile,
        ...(process.argv.includes("--smoke") ? { LOAD_SMOKE: "1" } : {}),
      },
    },
  );
  if (code !== 0) {
    throw new PlainError(`k6 ended with ${code}: a threshold was crossed, or the run failed.`);
  }
}
