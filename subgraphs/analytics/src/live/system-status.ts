// Asks every process and service how it is, once a second: our own by /readyz, the rest in their own protocol.
import { larger, nowNs } from "@hft/domain";
import { Redis } from "ioredis";
import { Kafka, logLevel } from "kafkajs";
import type { Pool } from "pg";
import type { ProcessStatus } from "../schema/system-types.ts";

type Answer = Pick<ProcessStatus, "isReady" | "detail" | "pid" | "version">;
type Probe = () => Promise<Answer>;

export interface SystemStatus {
  start(): void;
  stop(): Promise<void>;
  current(): ProcessStatus[];
  /** Number of the last round, milliseconds since 1970: a process that was started anew does not begin at the beginning. */
  readonly round: bigint;
  /** Called after every round. */
  listen(listener: (all: ProcessStatus[], round: bigint) => void): () => void;
}

export interface SystemStatusDeps {
  /** Name → URL of /readyz, our own processes. */
  targets: Readonly<Record<string, string>>;
  brokers: readonly string[];
  redisUrl: string;
  pool: Pool;
}

const EVERY_MS = 1_000;
const LIMIT_MS = 900;

export function createSystemStatus(deps: SystemStatusDeps): SystemStatus {
  const redis = new Redis(deps.redisUrl, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: () => 1_000,
  });
  redis.on("error", () => undefined);
  const admin = new Kafka({
    clientId: "status",
    brokers: [...deps.brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: LIMIT_MS,
    retry: { retries: 0 },
  }).admin();
  const probes: [string, Probe][] = [
    ...Object.entries(deps.targets).map(([name, url]): [string, Probe] => [
      name,
      () => askReadyz(url),
    ]),
    ["kafka", () => askKafka(admin)],
    ["redis", () => askRedis(redis)],
    ["postgres", () => askPostgres(deps.pool)],
  ];
  const listeners = new Set<(all: ProcessStatus[], round: bigint) => void>();
  let all: ProcessStatus[] = [];
  let round = BigInt(Date.now());
  let timer: NodeJS.Timeout | undefined;
  let isAsking = false;

  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    all = await Promise.all(probes.map(([name, probe]) => timed(name, probe)));
    round = larger(round + 1n, BigInt(Date.now()));
    for (const listener of listeners) listener(all, round);
    isAsking = false;
  }

  return {
    start() {
      void redis.connect().catch(() => undefined);
      timer = setInterval(() => void ask(), EVERY_MS);
      void ask();
    },
    async stop() {
      clearInterval(timer);
      redis.disconnect();
      await admin.disconnect().catch(() => undefined);
    },
    current: () => all,
    get round() {
      return round;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function timed(name: string, probe: Probe): Promise<ProcessStatus> {
  const started = performance.now();
  const answer = await withLimit(probe()).catch(
    (error: Error): Answer => ({ isReady: false, detail: error.message, pid: null, version: null }),
  );
  return {
    name,
    ...answer,
    roundTripMs: Math.round((performance.now() - started) * 100) / 100,
    checkedTimeNs: nowNs(),
  };
}

function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

interface Readyz {
  isReady?: boolean;
  pid?: number;
  version?: string;
  checks?: { name: string; isReady: boolean; detail?: string }[];
}

async function askReadyz(url: string): Promise<Answer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS) });
  const body = (await response.json()) as Readyz;
  const failing = (body.checks ?? []).filter((check) => !check.isReady);
  const detail =
    failing.map((check) => `${check.name} ${check.detail ?? "not ready"}`).join(", ") || null;
  return {
    isReady: response.ok && body.isReady !== false,
    detail,
    pid: body.pid ?? null,
    version: body.version ?? null,
  };
}

async function askKafka(admin: ReturnType<Kafka["admin"]>): Promise<Answer> {
  await admin.connect();
  const { brokers } = await admin.describeCluster();
  return {
    isReady: brokers.length > 0,
    detail: `${brokers.length} broker`,
    pid: null,
    version: null,
  };
}

async function askRedis(redis: Redis): Promise<Answer> {
  const info = await redis.info("server");
  const value = (name: string) => new RegExp(`${name}:(\\S+)`).exec(info)?.[1] ?? null;
  return {
    isReady: true,
    detail: null,
    pid: Number(value("process_id")),
    version: value("redis_version"),
  };
}

async function askPostgres(pool: Pool): Promise<Answer> {
  const { rows } = await pool.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  return { isReady: true, detail: null, pid: null, version: rows[0]?.version ?? null };
}
