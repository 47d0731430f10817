import {
  cursorConfig,
  engineConfig,
  env,
  flag,
  httpConfig,
  kafkaConfig,
  postgresConfig,
  subgraphSecretConfig,
} from "@hft/service-kit";
import { z } from "zod";

/** Every setting of the orders subgraph. */
export const configSchema = z.object({
  http: httpConfig(4101),
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
