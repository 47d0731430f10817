import {
  makeTempDir,
  removeDir,
  type ServiceFacts,
  startEngine,
  type TestServices,
} from "../../packages/testkit/src/index.ts";
import { askChromium } from "./chromium.ts";

/** Pids and versions of what the tests ran against, as the running services themselves state them. */
export async function printServicesTable(services: TestServices): Promise<void> {
  console.log(`\n  ${"service".padEnd(12)} ${"pid".padStart(8)}  version`);
  for (const service of services.own) print(service.name, await service.describe());
  print("hft_engine", await askEngine());
  print("chromium", await askChromium());
  console.log("");
}

const print = (name: string, { pid, version }: ServiceFacts) =>
  console.log(`  ${name.padEnd(12)} ${String(pid).padStart(8)}  ${version}`);

async function askEngine(): Promise<ServiceFacts> {
  const dir = makeTempDir("engine");
  try {
    const engine = await startEngine({ dir });
    const facts = await engine.describe();
    await engine.stop();
    return facts;
  } finally {
    removeDir(dir);
  }
}
