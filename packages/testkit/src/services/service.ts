import { rmSync } from "node:fs";
import { type Command, type Exit, type Spawned, spawnCommand } from "../processes/spawned.ts";
import { waitFor } from "../wait-for.ts";

/** How one service is run; `npm start` supervises it, tests start and kill it by `startService`. */
export interface ServiceDefinition {
  name: string;
  port: number;
  url: string;
  logFile: string;
  /** Makes data folder and configuration; may be called again on an existing one. */
  prepare(): Promise<void>;
  command(): Command;
  /** Asks the service itself; false or an error means not yet. */
  isReady(): Promise<boolean>;
  /** Pid and version as the running service states them. */
  describe(): Promise<ServiceFacts>;
}

export interface ServiceFacts {
  pid: number;
  version: string;
}

export interface RunningService extends ServiceDefinition {
  readonly pid: number;
  isRunning(): boolean;
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  stop(): Promise<Exit>;
  /** Stops it if it runs, then starts it on the same port and data. */
  restart(): Promise<void>;
  /** Stops it and deletes what `remove` names. */
  destroy(): Promise<void>;
}

export interface StartOptions {
  limitMs?: number;
  onSpawn?: (spawned: Spawned) => void;
  /** Gives up waiting; what was spawned is handed back as it is, for the caller to stop. */
  signal?: AbortSignal;
}

/**
 * A service that ends while we wait is started again: after kill -9, PostgreSQL refuses to start
 * until the last orphan of its former life is gone, and a port may still be held.
 */
export async function startUntilReady(
  definition: Pick<ServiceDefinition, "name" | "logFile" | "command" | "isReady">,
  { limitMs = 60_000, onSpawn, signal }: StartOptions = {},
): Promise<Spawned> {
  const spawn = () => {
    const started = spawnCommand(definition.command(), definition.logFile);
    onSpawn?.(started);
    return started;
  };
  let spawned = spawn();
  await waitFor(
    async () => {
      if (signal?.aborted) return true;
      if (spawned.isRunning()) return definition.isReady();
      spawned = spawn();
      return false;
    },
    { limitMs, everyMs: 200, what: `${definition.name} to be ready; see ${definition.logFile}` },
  ).catch(async (error) => {
    await spawned.kill();
    throw error;
  });
  return spawned;
}

export async function startService(
  definition: ServiceDefinition,
  folder: string,
): Promise<RunningService> {
  await definition.prepare();
  let spawned = await startUntilReady(definition);
  const stop = () => spawned.stop();
  const restart = async () => {
    if (spawned.isRunning()) await stop();
    spawned = await startUntilReady(definition);
  };
  return {
    ...definition,
    get pid() {
      return spawned.identity.pid;
    },
    isRunning: () => spawned.isRunning(),
    kill: (signal) => spawned.kill(signal),
    stop,
    restart,
    destroy: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
