import { execFileSync } from "node:child_process";
import { existsSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "../ports.ts";
import type { Command } from "../processes/spawned.ts";
import { makeTempDir, removeDir } from "../temp-dir.ts";
import { postgresBinaries } from "./postgres-binaries.ts";
import {
  asServiceUser,
  ensureServiceUser,
  isRoot,
  makeReachable,
  SERVICE_USER,
} from "./reachable-folder.ts";
import { type RunningService, type ServiceDefinition, startService } from "./service.ts";

export interface PostgresOptions {
  /** Data folder; made by initdb at the first start. */
  dir: string;
  port: number;
  /** Password of the owner role `hft`; counts at the first start. */
  password: string;
  logFile: string;
  /** The path whose hash names the data's place under /var/tmp, where one is needed. */
  owner: string;
  settings?: Record<string, string>;
}

export const POSTGRES_OWNER = "hft";
export const POSTGRES_DATABASE = "hft";

const INITDB = [
  `--username=${POSTGRES_OWNER}`,
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--locale=C.UTF-8",
];

/** PostgreSQL from npm: loopback only, no Unix socket, passwords always asked. */
export function definePostgres(options: PostgresOptions): ServiceDefinition {
  const { port, password, logFile } = options;
  const server = `postgresql://${POSTGRES_OWNER}:${password}@127.0.0.1:${port}`;
  const url = `${server}/${POSTGRES_DATABASE}`;
  return {
    name: "postgres",
    port,
    url,
    logFile,
    prepare: () => prepare(options),
    command: () => command(options),
    isReady: () => ensureDatabase(server),
    describe: () => describe(url),
  };
}

async function prepare({ dir: link, password, owner }: PostgresOptions): Promise<void> {
  makeReachable(link, owner);
  // The database's user cannot follow a link that lies in a closed folder.
  const dir = realpathSync(link);
  if (existsSync(join(dir, "PG_VERSION"))) return;
  // initdb wants an empty folder: what is there without a version is a first start that was cut short.
  execFileSync("find", ["-H", dir, "-mindepth", "1", "-delete"]);
  if (isRoot()) {
    ensureServiceUser();
    execFileSync("chown", ["-RH", `${SERVICE_USER}:`, dir]);
  }
  runInitdb(dir, password);
}

function runInitdb(dir: string, password: string): void {
  const temp = makeTempDir("initdb");
  const passwordFile = join(temp, "password");
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (isRoot()) execFileSync("chown", [SERVICE_USER, passwordFile]);
    const initdb = join(postgresBinaries(), "bin", "initdb");
    const args = ["-D", dir, `--pwfile=${passwordFile}`, ...INITDB];
    execFileSync("setpriv", [...asServiceUser(), initdb, ...args], { stdio: "pipe", cwd: "/" });
  } finally {
    removeDir(temp);
  }
}

function command({ dir, port, settings = {} }: PostgresOptions): Command {
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return {
    file: join(postgresBinaries(), "bin", "postgres"),
    args: ["-D", realpathSync(dir), "-p", String(port), ...args],
    cwd: "/",
    // Fast shutdown: SIGTERM would wait for every client to leave.
    stopSignal: "SIGINT",
    ...(isRoot() ? { user: SERVICE_USER } : {}),
  };
}

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Ready means: it answers, and our database is there (made on the first call). */
async function ensureDatabase(server: string): Promise<boolean> {
  const maintenance = `${server}/postgres`;
  const found = `SELECT 1 FROM pg_database WHERE datname = '${POSTGRES_DATABASE}'`;
  if ((await ask(maintenance, found)).length === 0) {
    await ask(maintenance, `CREATE DATABASE ${POSTGRES_DATABASE}`);
  }
  return true;
}

async function describe(url: string) {
  const sql = `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid,
    current_setting('server_version') AS version`;
  const [row] = await ask<{ pid: number; version: string }>(url, sql);
  if (!row) throw new Error("PostgreSQL did not say its version");
  return row;
}

/** For tests: a server of its own in `dir`. fsync is off, which a kill -9 of the server survives. */
export async function startPostgres(options: {
  dir: string;
  port?: number;
}): Promise<RunningService> {
  const dir = join(options.dir, "postgres");
  const definition = definePostgres({
    dir,
    port: options.port ?? (await freePort()),
    password: "test",
    logFile: join(options.dir, "postgres.log"),
    owner: options.dir,
    settings: { fsync: "off", full_page_writes: "off" },
  });
  return startService(definition, dir);
}
