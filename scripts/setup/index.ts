import { step } from "../lib/report.ts";
import { buildEngine, PROGRAMS } from "./build-engine.ts";
import { buildTypescript } from "./build-typescript.ts";
import { buildExplorer, buildWeb } from "./build-web.ts";
import { checkGenerated, checkGraph } from "./check-generated.ts";
import { fetchCheckers } from "./checkers.ts";
import { archiveKafkaClasses } from "./kafka-classes.ts";
import { fetchKafka } from "./kafka-jars.ts";
import { checkNativeModules, installNodeModules } from "./node-modules.ts";
import { makePythonClients } from "./python-clients.ts";

/**
 * Everything between a fresh clone and the first process. The engine compiles while npm and Maven
 * download; each prints its line when it is done.
 */
export async function setUp({ forTests = false } = {}): Promise<void> {
  console.log("Set-up");
  const lanes = [engineLane(forTests), nodeLane(), step("Kafka 4.3.0 jars by Maven", fetchKafka)];
  if (forTests) {
    lanes.push(step("k6, linters of compose and workflows", () => fetchCheckers()));
    lanes.push(step("Python client (venv)", makePythonClients));
  }
  const results = await Promise.allSettled(lanes);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  await step("Kafka's classes in one archive", archiveKafkaClasses);
}

async function engineLane(forTests: boolean): Promise<void> {
  const targets = forTests ? [] : PROGRAMS;
  await step("engine (CMake preset release)", () => buildEngine(targets));
}

async function nodeLane(): Promise<void> {
  await step("npm ci", installNodeModules);
  await step("native modules load", checkNativeModules);
  await step("wire codecs are fresh", () => checkGenerated());
  await step("TypeScript (tsc -b)", buildTypescript);
  await step("GraphQL SDL and supergraph are fresh", () => checkGraph());
  await step("terminal (next build)", buildWeb);
  await step("schema explorer (vite build)", buildExplorer);
}
