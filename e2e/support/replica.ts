// A second router or subgraph beside the first: the same program in the same environment, on a port of its own.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePorts, spawnCommand, waitFor } from "@hft/testkit";
import type { Platform } from "./platform.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export interface Replica {
  url: string;
  stop(): Promise<unknown>;
}

/** What the running process was started with, as the kernel has it. */
function environmentOf(pid: number): Record<string, string> {
  const entries = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").filter(Boolean);
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf("=");
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}

async function start(
  platform: Platform,
  name: string,
  program: string,
  env: Record<string, string> = {},
): Promise<Replica> {
  const [port] = (await freePorts(1)) as [number];
  const logFile = join(platform.facts.dataDir, `logs/${name}-replica.log`);
  const own = { ...environmentOf(platform.identity(name).pid), ...env, PORT: String(port) };
  const command = { file: process.execPath, args: [join(ROOT, program)], env: own };
  const spawned = spawnCommand(command, logFile);
  const url = `http://127.0.0.1:${port}`;
  await waitFor(async () => (await fetch(`${url}/readyz`)).ok, {
    limitMs: 60_000,
    everyMs: 200,
    what: `${name} replica; see ${logFile}`,
  });
  return { url, stop: () => spawned.stop() };
}

/** Another orders subgraph. It joins the same consumer group, as a replica does. */
export const startOrdersReplica = (platform: Platform): Promise<Replica> =>
  start(platform, "orders", "subgraphs/orders/dist/main.js");

/** Another router; `ordersUrl` makes it ask the other orders subgraph. */
export const startRouterReplica = (platform: Platform, ordersUrl: string): Promise<Replica> =>
  start(platform, "router", "router/dist/main.js", { ORDERS_URL: `${ordersUrl}/graphql` });
