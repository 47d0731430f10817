import { z } from "zod";
import { envNameAt, envNameOf, shapeOf } from "./config-shape.ts";
import { type Environment, readVariable } from "./config-source.ts";
import { Secret } from "./secret.ts";

/** Thrown by `loadConfig`; its message lists every problem, so one restart is enough to mend all. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Configuration refused:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Ties one leaf of a configuration object to one environment variable and says what it means. */
export function env<T extends z.ZodType>(name: string, type: T, description: string): T {
  return type.meta({ env: name, description }) as T;
}

/** A required secret of at least 16 characters, wrapped so that it prints as `***`. */
export const secret = () =>
  z
    .string()
    .min(16)
    .transform((value) => new Secret(value))
    .meta({ isSecret: true });

/** A comma-separated list; empty parts are dropped. */
export const list = () =>
  z.string().transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  );

/** `true` or `false`, spelled out: `1` and `yes` are refused rather than guessed at. */
export const flag = () => z.enum(["true", "false"]).transform((text) => text === "true");

/** Where the HTTP server of a service listens. */
export const httpConfig = (defaultPort: number) =>
  z.object({
    host: env("HOST", z.string().default("127.0.0.1"), "address to listen on"),
    port: env("PORT", z.coerce.number().int().min(0).max(65_535).default(defaultPort), "TCP port"),
  });

/** Kafka brokers. */
export const kafkaConfig = z.object({
  brokers: env("KAFKA_BROKERS", list().pipe(z.array(z.string()).min(1)), "host:port, …"),
});

/** PostgreSQL, with this service's own writer role in the URL. */
export const postgresConfig = z.object({
  url: env("PG_URL", secret(), "postgres://role:password@host:port/database"),
  poolSize: env("PG_POOL_SIZE", z.coerce.number().int().min(1).max(64).default(8), "connections"),
});

/** Redis. */
export const redisConfig = z.object({
  url: env("REDIS_URL", z.string().default("redis://127.0.0.1:6380"), "redis://host:port"),
});

/** The engine's three sockets and the token of the PLATFORM role. */
export const engineConfig = z.object({
  commandsEndpoint: env(
    "ENGINE_COMMANDS_ENDPOINT",
    z.string().default("tcp://127.0.0.1:5555"),
    "DEALER/ROUTER commands",
  ),
  feedEndpoint: env(
    "ENGINE_FEED_ENDPOINT",
    z.string().default("tcp://127.0.0.1:5556"),
    "SUB feed of events, depth and hop times",
  ),
  replayEndpoint: env(
    "ENGINE_REPLAY_ENDPOINT",
    z.string().default("tcp://127.0.0.1:5557"),
    "DEALER/ROUTER replay and snapshots",
  ),
  token: env("ENGINE_TOKEN", secret(), "token of the PLATFORM logon"),
});

/** The secret the router signs subgraph requests with. */
export const subgraphSecretConfig = z.object({
  secret: env("ROUTER_SUBGRAPH_SECRET", secret(), "HMAC secret shared by router and subgraphs"),
});

/** The secret public cursors are signed with; equal on all replicas so that any may resume. */
export const cursorConfig = z.object({
  secret: env("CURSOR_SECRET", secret(), "HMAC secret of public cursors"),
});

/** What every subgraph is told; `port` is where it listens unless told otherwise. A subgraph adds its own to it. */
export const subgraphConfig = (port: number) =>
  z.object({
    http: httpConfig(port),
    engine: engineConfig,
    kafka: kafkaConfig,
    postgres: postgresConfig,
    router: subgraphSecretConfig,
    cursor: cursorConfig,
    acceptNewSession: env(
      "ACCEPT_NEW_SESSION",
      flag().default(false),
      "go on when the engine's data directory is new",
    ),
  });

function collect(type: z.ZodType, source: Environment, report: (problem: string) => void): unknown {
  const shape = shapeOf(type);
  if (!shape) {
    const name = envNameOf(type);
    return name === undefined ? undefined : readVariable(name, source, report);
  }
  return Object.fromEntries(Object.entries(shape).map(([k, v]) => [k, collect(v, source, report)]));
}

/**
 * Reads one configuration object made of fragments. The only place that reads `process.env`;
 * call it once, in `main.ts`. `<NAME>_FILE` may name a file that holds the value of `<NAME>`.
 */
export function loadConfig<T extends z.ZodType>(
  schema: T,
  source: Environment = process.env,
): z.output<T> {
  const problems: string[] = [];
  const result = schema.safeParse(collect(schema, source, (problem) => problems.push(problem)));
  if (result.success && problems.length === 0) return result.data;
  const issues = result.error?.issues ?? [];
  throw new ConfigError([
    ...problems,
    ...issues.map((issue) => `${envNameAt(schema, issue.path)}: ${issue.message}`),
  ]);
}
