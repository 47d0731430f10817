import { existsSync } from "node:fs";
import { createTopics, migrate } from "../packages/testkit/src/index.ts";
import { inRoot } from "./lib/paths.ts";
import { readPorts, requireFree } from "./lib/ports.ts";
import { requireReplayFile } from "./lib/replay-file.ts";
import { step } from "./lib/report.ts";
import { runCommand } from "./lib/run-command.ts";
import { ensureSecrets } from "./lib/secrets.ts";
import { contextOf, type RunContext, writeSecretFiles } from "./process-environments.ts";
import { type OurProcess, ourProcesses } from "./processes.ts";
import { printReady } from "./ready.ts";
import { openRunRecord, reapEarlierRun } from "./supervise/run-record.ts";
import { Supervisor } from "./supervise/supervisor.ts";

/** Starts everything in order, says READY, then supervises until a signal comes. */
export async function runPlatform(): Promise<void> {
  requireReplayFile();
  const reaped = await reapEarlierRun();
  if (reaped.length > 0) console.log(`Ended what an earlier run left: ${reaped.join(", ")}`);
  const { context, isNew } = prepareContext();
  const processes = ourProcesses(context).filter(({ isBuilt }) => isBuilt);
  const ports = processes.flatMap((process) => process.ports);
  await requireFree(context.ports, [...context.services.ports, ...ports]);

  const supervisor = new Supervisor(openRunRecord());
  const stopped = stopOnSignal(supervisor);
  try {
    // A stop ends the wait for whatever is still starting, which may never be ready any more.
    await Promise.race([startAll(supervisor, context, processes), stopped]);
    if (supervisor.isStopping) return await stopped;
    await printReady(context, { processes, showPasswords: isNew });
  } catch (error) {
    // What fails because everything is being stopped is no failure.
    if (supervisor.isStopping) return await stopped;
    await supervisor.stop();
    throw error;
  }
  await stopped;
}

function prepareContext(): { context: RunContext; isNew: boolean } {
  const ports = readPorts();
  const { secrets, isNew } = ensureSecrets();
  const context = contextOf(ports, secrets);
  writeSecretFiles(context);
  return { context, isNew };
}

async function startAll(supervisor: Supervisor, context: RunContext, processes: OurProcess[]) {
  const { services, secrets } = context;
  console.log("Services");
  // Side by side: the broker alone takes longer than the other two together.
  await Promise.all(
    services.own.map(async (service) => {
      await service.prepare();
      await supervisor.start(service);
    }),
  );
  await step("migrations", async () => {
    const done = await migrate(services.databaseUrl, secrets.postgresRoles);
    return done.length > 0 ? `${done.length} applied` : "up to date";
  });
  await step("topics", async () => {
    return `${await createTopics(services.brokers.split(","))} created`;
  });
  console.log("Processes");
  for (const process of processes.filter(({ name }) => name !== "market")) {
    await supervisor.start(process);
  }
  await bootstrapData(context);
  for (const process of processes.filter(({ name }) => name === "market")) {
    await supervisor.start(process);
  }
}

/** Sends config/*.json to the engine; the same again changes nothing. */
async function bootstrapData({ endpoints, secrets }: RunContext): Promise<void> {
  if (!existsSync(inRoot("scripts/bootstrap-data.ts"))) return;
  await step("instruments, accounts, deposits", async () => {
    const script = ["--conditions=source", inRoot("scripts/bootstrap-data.ts")];
    await runCommand(process.execPath, script, {
      env: {
        ENGINE_COMMANDS_ENDPOINT: endpoints.commands,
        ENGINE_TOKEN: secrets.engineTokens.admin,
      },
    });
  });
}

/** Resolves when a signal came and everything has been stopped. A second signal changes nothing. */
function stopOnSignal(supervisor: Supervisor): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      if (supervisor.isStopping) return;
      console.log("\nStopping");
      supervisor.stop().then(resolve, reject);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  });
}
