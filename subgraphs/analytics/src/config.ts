import {
  cursorConfig,
  engineConfig,
  env,
  flag,
  httpConfig,
  kafkaConfig,
  postgresConfig,
  redisConfig,
  subgraphSecretConfig,
} from "@hft/service-kit";
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
  statusTargets: env(
    "STATUS_TARGETS",
    z
      .string()
      .default("{}")
      .transform((text) => JSON.parse(text))
      .pipe(z.record(z.string(), z.string())),
    'URLs asked each second: {"engine": "http://127.0.0.1:9555/readyz", …}',
  ),
  acceptNewSession: env(
    "ACCEPT_NEW_SESSION",
    flag().default(false),
    "go on when the engine's data directory is new",
  ),
});
