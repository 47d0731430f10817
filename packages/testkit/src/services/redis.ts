import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort } from "../ports.ts";
import { type RunningService, type ServiceDefinition, startService } from "./service.ts";

export interface RedisOptions {
  /** Data folder; the configuration is written into it at every start. */
  dir: string;
  port: number;
  logFile: string;
}

const CONFIGURATION = `bind 127.0.0.1
daemonize no
appendonly yes
save ""
maxmemory 256mb
maxmemory-policy noeviction
`;

/** Debian's redis-server with a configuration of our own; the system's service is left alone. */
export function defineRedis({ dir, port, logFile }: RedisOptions): ServiceDefinition {
  const file = join(dir, "redis.conf");
  return {
    name: "redis",
    port,
    url: `redis://127.0.0.1:${port}`,
    logFile,
    prepare: async () => {
      mkdirSync(dir, { recursive: true });
      writeFileSync(file, `${CONFIGURATION}port ${port}\ndir ${dir}\n`);
    },
    command: () => ({ file: "redis-server", args: [file], cwd: dir }),
    isReady: async () => (await askRedis(port, "PING")).startsWith("+PONG"),
    describe: () => describe(port),
  };
}

/** One inline command and its answer, without a client library: set-up must not depend on one. */
export function askRedis(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let answer = "";
    socket.setTimeout(2_000, () => socket.destroy(new Error("Redis did not answer in 2 s")));
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(answer));
    socket.write(`${command}\r\nQUIT\r\n`);
  });
}

async function describe(port: number) {
  const facts = await askRedis(port, "INFO server");
  const field = (name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(facts)?.[1]?.trim() ?? "";
  return { pid: Number(field("process_id")), version: field("redis_version") };
}

/** For tests: a server of its own in `dir`. */
export async function startRedis(options: { dir: string; port?: number }): Promise<RunningService> {
  const dir = join(options.dir, "redis");
  const port = options.port ?? (await freePort());
  const logFile = join(options.dir, "redis.log");
  return startService(defineRedis({ dir, port, logFile }), dir);
}
