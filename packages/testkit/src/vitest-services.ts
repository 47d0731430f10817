import type { TestProject } from "vitest/node";
import { startTestServices } from "./test-services.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Owner's URL of a shared PostgreSQL; make your own database with `createTestDatabase`. */
    databaseUrl: string;
    /** Shared Redis; use a key prefix of your own. */
    redisUrl: string;
    /** Shared broker, host:port; a test that kills brokers starts its own with `startKafka`. */
    kafkaBrokers: string;
  }
}

/**
 * Real services for the projects integration and e2e, read in a test by `inject("databaseUrl")`.
 * `npm test` has started them already and names them; a bare `vitest` run gets its own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = await startTestServices();
  project.provide("databaseUrl", services.databaseUrl);
  project.provide("redisUrl", services.redisUrl);
  project.provide("kafkaBrokers", services.kafkaBrokers);
  return services.stop;
}
