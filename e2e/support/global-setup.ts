// One platform for all stories that do not need their own.
import type { TestProject } from "vitest/node";
import { type PlatformFacts, startPlatform } from "./platform.ts";

declare module "vitest" {
  interface ProvidedContext {
    platform: PlatformFacts;
  }
}

/** Limits that the stories raise, by configuration only. */
const RAISED = {
  LIMIT_ORDER_ENTRY_PER_SECOND: "5000",
  LIMIT_ORDER_ENTRY_BURST: "20000",
  LIMIT_SOCKETS_PER_ACCOUNT: "500",
  LIMIT_SOCKET_MESSAGES_PER_MINUTE: "100000",
};

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const started = performance.now();
  console.log(`raised limits: ${JSON.stringify(RAISED)}`);
  const platform = await startPlatform(RAISED);
  console.log(
    `platform for e2e up in ${((performance.now() - started) / 1000).toFixed(1)} s: ${platform.facts.readyLine}`,
  );
  project.provide("platform", platform.facts);
  return () => platform.stop();
}
