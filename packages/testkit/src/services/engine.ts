import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePorts } from "../ports.ts";
import { type RunningService, type ServiceDefinition, startService } from "./service.ts";

const BUILD = resolve(import.meta.dirname, "../../../../engine/build/release");

export interface EngineOptions {
  /** Folder for data, tokens file and log. */
  dir: string;
  /** Further flags of the engine. */
  args?: string[];
  env?: Record<string, string>;
  /** Accounts the participant `market` may trade for. */
  marketAccounts?: string[];
}

export interface RunningEngine extends RunningService {
  commandsEndpoint: string;
  feedEndpoint: string;
  replayEndpoint: string;
  dataDir: string;
  tokens: { platform: string; market: string; admin: string };
}

/** A real hft_engine of a test's own, on free ports; restart() keeps data and ports. */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const [commands, feed, replay, http] = (await freePorts(4)) as [number, number, number, number];
  const endpoint = (port: number) => `tcp://127.0.0.1:${port}`;
  const dataDir = join(options.dir, "engine");
  const tokens = testTokens();
  const tokensFile = join(options.dir, "engine-tokens.json");
  const participant = { market: { token: tokens.market, accounts: options.marketAccounts ?? [] } };
  writeFileSync(
    tokensFile,
    JSON.stringify({ platform: tokens.platform, participant, admin: tokens.admin }),
    { mode: 0o600 },
  );
  const args = [
    ...["--data-dir", dataDir, "--tokens-file", tokensFile],
    ...["--commands-endpoint", endpoint(commands), "--feed-endpoint", endpoint(feed)],
    ...["--replay-endpoint", endpoint(replay), "--http-port", String(http)],
    ...(options.args ?? []),
  ];
  const definition = defineProgram("hft_engine", http, args, options);
  const running = await startService(definition, dataDir);
  return Object.assign(running, {
    commandsEndpoint: endpoint(commands),
    feedEndpoint: endpoint(feed),
    replayEndpoint: endpoint(replay),
    dataDir,
    tokens,
  });
}

/** A real hft_kafka_bridge between an engine and brokers. */
export async function startBridge(
  options: { dir: string; brokers: string; args?: string[] },
  engine: Pick<RunningEngine, "replayEndpoint" | "feedEndpoint">,
): Promise<RunningService> {
  const [http] = (await freePorts(1)) as [number];
  const args = [
    ...["--replay-endpoint", engine.replayEndpoint, "--feed-endpoint", engine.feedEndpoint],
    ...["--brokers", options.brokers, "--http-port", String(http)],
    ...(options.args ?? []),
  ];
  const definition = defineProgram("hft_kafka_bridge", http, args, options);
  return startService(definition, join(options.dir, "bridge"));
}

const testTokens = () => ({
  platform: "test-token-of-the-platform",
  market: "test-token-of-the-market",
  admin: "test-token-of-the-admin",
});

function defineProgram(
  name: string,
  port: number,
  args: string[],
  { dir, env }: { dir: string; env?: Record<string, string> },
): ServiceDefinition {
  const url = `http://127.0.0.1:${port}`;
  return {
    name,
    port,
    url,
    logFile: join(dir, `${name}.log`),
    prepare: async () => {},
    command: () => ({ file: join(BUILD, name), args, ...(env ? { env } : {}) }),
    isReady: async () => (await ask(`${url}/readyz`)).ok,
    describe: () => describe(url),
  };
}

const ask = (url: string) => fetch(url, { signal: AbortSignal.timeout(2_000) });

/** Our own programs state pid and version in their health answer. */
async function describe(url: string) {
  const facts = (await (await ask(`${url}/readyz`)).json()) as { pid: number; version: string };
  return { pid: facts.pid, version: facts.version };
}
