import { cursorConfig, engineConfig, env, flag, httpConfig, kafkaConfig, list, postgresConfig, redisConfig, subgraphSecretConfig } from "@hft/service-kit";
import { z } from "zod";

/** Every setting of the analytics subgraph. */
export const configSchema = z.object({
  http: httpConfig(4103),
  engine: engineConfig,
  kafka: kafkaConfig,
  postgres: postgresConfig,
  redis: redisConfig,
  router: subgraphSecretConfig,
  cursor: cursorConfig,
  statusTargets: env("STATUS_TARGETS", z.string().default("").pipe(list()), "processes asked for /readyz: name=http://host:port, …"),
  acceptNewSession: env("ACCEPT_NEW_SESSION", flag().default(false), "go on when the engine's data directory is new"),
});
