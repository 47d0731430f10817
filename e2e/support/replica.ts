// A second router or subgraph beside the first: the same program, the same secrets, a port of its own.
import { join, resolve } from "node:path";
import { freePorts, spawnCommand, waitFor } from "@hft/testkit";
import { contextOf, environments } from "../../scripts/process-environments.ts";
import type { Platform } from "./platform.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export interface Replica {
  url: string;
  stop(): Promise<unknown>;
}

async function start(
  platform: Platform,
  name: string,
  program: string,
  env: Record<string, string>,
): Promise<Replica> {
  const [port] = (await freePorts(1)) as [number];
  const logFile = join(platform.facts.dataDir, `logs/${name}-replica.log`);
  const command = {
    file: process.execPath,
    args: [join(ROOT, program)],
    env: { ...env, PORT: String(port) },
  };
  const spawned = spawnCommand(command, logFile);
  const url = `http://127.0.0.1:${port}`;
  await waitFor(async () => (await fetch(`${url}/readyz`)).ok, {
    limitMs: 60_000,
    everyMs: 200,
    what: `${name} replica; see ${logFile}`,
  });
  return { url, stop: () => spawned.stop() };
}

const environmentsOf = (platform: Platform) =>
  environments(contextOf(platform.facts.ports, platform.secrets as never));

/** Another orders subgraph. It joins the same consumer group, as a replica does. */
export const startOrdersReplica = (platform: Platform): Promise<Replica> =>
  start(
    platform,
    "orders",
    "subgraphs/orders/dist/main.js",
    environmentsOf(platform).subgraph("orders"),
  );

/** Another router; `ordersUrl` makes it ask the other orders subgraph. */
export const startRouterReplica = (
  platform: Platform,
  ordersUrl: string,
  raised: Record<string, string>,
): Promise<Replica> =>
  start(platform, "router", "router/dist/main.js", {
    ...environmentsOf(platform).router(),
    ...raised,
    ORDERS_URL: `${ordersUrl}/graphql`,
  });
