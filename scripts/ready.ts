import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DATA } from "./lib/paths.ts";
import { secondsSinceStart, step } from "./lib/report.ts";
import { credentialsTable } from "./lib/secrets.ts";
import type { RunContext } from "./process-environments.ts";
import type { OurProcess } from "./processes.ts";
import type { SmokeOrder } from "./smoke/find-order.ts";
import { runSmoke } from "./smoke/run-smoke.ts";

interface ReadyOptions {
  processes: OurProcess[];
  showPasswords: boolean;
}

/** The last word of a start: every process answers, and an order went through every door. */
export async function printReady(context: RunContext, options: ReadyOptions): Promise<void> {
  const has = (name: string) => options.processes.some((process) => process.name === name);
  let order: SmokeOrder | undefined;
  if (has("router")) {
    await step("one order through every door", async () => {
      order = await runSmoke(context);
    });
  }
  await step("every process answers", async () => requireAllReady(options.processes));
  console.log(`\nData in ${DATA}: ${(folderSize(DATA) / 1e6).toFixed(0)} MB`);
  const logins = credentialsTable(context.secrets);
  console.log(
    options.showPasswords
      ? `Users (shown once; again with npm run credentials):\n${logins}`
      : `Log in as ${context.secrets.users[0]?.username}; passwords: npm run credentials`,
  );
  console.log(readyLine(context, has, order));
}

function readyLine(
  { ports }: RunContext,
  has: (name: string) => boolean,
  order: SmokeOrder | undefined,
): string {
  return [
    `READY in ${secondsSinceStart().toFixed(1)} s`,
    ...(has("web") ? [`terminal http://localhost:${ports.WEB_PORT}`] : []),
    ...(has("router") ? [`graphql http://localhost:${ports.ROUTER_PORT}/graphql`] : []),
    ...(order ? [`order ${order.orderId} match ${order.matchId} sequence ${order.sequence}`] : []),
    "stop with Ctrl-C",
  ].join(" · ");
}

async function requireAllReady(processes: OurProcess[]): Promise<void> {
  for (const process of processes) {
    const isReady = await process.isReady().catch(() => false);
    if (!isReady) throw new Error(`${process.name} is not ready; see ${process.logFile}`);
  }
}

/** Bytes on disk of all files below a folder; a link counts by what it points to. */
function folderSize(dir: string): number {
  let total = 0;
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    // Services make and delete files while we look.
    if (stats) total += stats.isDirectory() ? folderSize(path) : stats.blocks * 512;
  }
  return total;
}
