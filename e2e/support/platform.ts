// One whole platform for the stories: the real start script with a data folder and ports of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  freePorts,
  makeTempDir,
  type ProcessIdentity,
  removeDir,
  signalProcess,
  waitFor,
} from "@hft/testkit";

const ROOT = resolve(import.meta.dirname, "../..");

const PORTS = [
  "ROUTER_PORT",
  "WEB_PORT",
  "ORDERS_PORT",
  "POSITIONS_PORT",
  "ANALYTICS_PORT",
  "ENGINE_COMMANDS_PORT",
  "ENGINE_FEED_PORT",
  "ENGINE_REPLAY_PORT",
  "ENGINE_HTTP_PORT",
  "BRIDGE_HTTP_PORT",
  "MARKET_HTTP_PORT",
  "POSTGRES_PORT",
  "REDIS_PORT",
  "KAFKA_PORT",
  "KAFKA_CONTROLLER_PORT",
] as const;
export type PortName = (typeof PORTS)[number];

/** What a test file is told of the running platform; plain data, so that Vitest can inject it. */
export interface PlatformFacts {
  dataDir: string;
  ports: Record<PortName, number>;
  readyLine: string;
}

export interface StartedPlatform {
  facts: PlatformFacts;
  stop(): Promise<void>;
}

/** Starts everything and waits for the ready line. `env` raises limits; it is printed. */
export async function startPlatform(env: Record<string, string> = {}): Promise<StartedPlatform> {
  const dataDir = makeTempDir("platform");
  const numbers = await freePorts(PORTS.length);
  const ports = Object.fromEntries(PORTS.map((name, i) => [name, numbers[i]])) as Record<
    PortName,
    number
  >;
  const portEnv = Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, String(port)]),
  );
  // A test run that is killed takes its platform with it.
  const start = [process.execPath, "--conditions=source", join(ROOT, "scripts/start.ts")];
  const child = spawn("setpriv", ["--pdeathsig", "INT", ...start, "--no-setup"], {
    cwd: ROOT,
    env: { ...process.env, ...portEnv, ...env, HFT_DATA_DIR: dataDir, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const readyLine = await readyOf(child, join(dataDir, "start.log"));
  return {
    facts: { dataDir, ports, readyLine },
    async stop() {
      const exited = new Promise((done) => child.once("exit", done));
      child.kill("SIGINT");
      await exited;
      if (!process.env["HFT_KEEP"]) removeDir(dataDir);
    },
  };
}

function readyOf(child: ChildProcess, logFile: string): Promise<string> {
  const log = createWriteStream(logFile);
  let text = "";
  return new Promise((ready, fail) => {
    const onData = (chunk: Buffer) => {
      log.write(chunk);
      text += chunk.toString();
      const line = /^READY in .*$/m.exec(text)?.[0];
      if (line) ready(line);
    };
    child.stdout?.on("data", onData);
    child.stderr?.on("data", onData);
    child.once("exit", (code) =>
      fail(new Error(`start ended with ${code}:\n${text.slice(-4_000)}`)),
    );
  });
}

interface Recorded extends ProcessIdentity {
  name: string;
}

/** The platform as a test file sees it: addresses, secrets, and processes to kill. */
export class Platform {
  readonly facts: PlatformFacts;
  constructor(facts: PlatformFacts) {
    this.facts = facts;
  }

  get routerUrl(): string {
    return `http://127.0.0.1:${this.facts.ports.ROUTER_PORT}`;
  }
  get webUrl(): string {
    return `http://localhost:${this.facts.ports.WEB_PORT}`;
  }
  get brokers(): string[] {
    return [`127.0.0.1:${this.facts.ports.KAFKA_PORT}`];
  }
  get eventLogDir(): string {
    return join(this.facts.dataDir, "engine");
  }
  endpoint(name: "COMMANDS" | "FEED" | "REPLAY"): string {
    return `tcp://127.0.0.1:${this.facts.ports[`ENGINE_${name}_PORT`]}`;
  }
  get secrets(): PlatformSecrets {
    return JSON.parse(
      readFileSync(join(this.facts.dataDir, "secrets.json"), "utf8"),
    ) as PlatformSecrets;
  }
  get databaseUrl(): string {
    const { postgresOwner } = this.secrets;
    return `postgres://hft:${postgresOwner}@127.0.0.1:${this.facts.ports.POSTGRES_PORT}/hft`;
  }

  /** Running processes as the start script has them on record. */
  processes(): Recorded[] {
    return (
      JSON.parse(readFileSync(join(this.facts.dataDir, "run.json"), "utf8")) as {
        processes: Recorded[];
      }
    ).processes;
  }
  identity(name: string): Recorded {
    const found = this.processes().findLast((process) => process.name === name);
    if (!found) throw new Error(`no process ${name} is on record`);
    return found;
  }
  /** kill -9 of one process; the supervisor starts it again. */
  kill(name: string): Recorded {
    const killed = this.identity(name);
    if (!signalProcess(killed, "SIGKILL")) throw new Error(`${name} (${killed.pid}) was not alive`);
    return killed;
  }
  /** Waits until a new process of that name is on record and answers. */
  async isBack(name: string, killed: Recorded, limitMs = 60_000): Promise<void> {
    await waitFor(() => this.identity(name).pid !== killed.pid, {
      limitMs,
      what: `${name} to be started again`,
    });
  }
}

export interface PlatformSecrets {
  routerSubgraphSecret: string;
  cursorSecret: string;
  engineTokens: { platform: string; market: string; admin: string };
  postgresOwner: string;
  postgresRoles: Record<string, string>;
  users: { username: string; password: string; roles: string[]; accounts: string[] }[];
}
