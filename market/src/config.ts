import { engineConfig, env, httpConfig } from "@hft/service-kit";
import { z } from "zod";

/** Every setting of the market. */
export const configSchema = z.object({
  http: httpConfig(9557),
  engine: engineConfig,
  seed: env(
    "MARKET_SEED",
    z.coerce.number().int().default(20_120_621),
    "the same seed makes the same flow",
  ),
  commandsPerSecond: env(
    "MARKET_COMMANDS_PER_SECOND",
    z.coerce.number().int().min(1).max(10_000).default(100),
    "at most, all symbols together",
  ),
  barSeconds: env(
    "MARKET_BAR_SECONDS",
    z.coerce.number().min(0.1).default(5),
    "how long one minute bar is played",
  ),
});
