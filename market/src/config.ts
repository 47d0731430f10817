import { engineConfig, env, flag, httpConfig } from "@hft/service-kit";
import { z } from "zod";

/** A LOBSTER file whose day is replayed; `npm start` reads it too, because its symbol needs an instrument. */
export const replayFile = env(
  "HFT_REPLAY",
  z.string().min(1).optional(),
  "LOBSTER ZIP archive to replay as order flow, absolute or relative to the checkout",
);

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
  replay: z.object({
    file: replayFile,
    speed: env(
      "HFT_REPLAY_SPEED",
      z.union([z.literal("max"), z.coerce.number().positive()]).default(1),
      "times as fast as the day was, or max: as fast as the engine answers",
    ),
    isRepeating: env(
      "HFT_REPLAY_REPEAT",
      flag().default(true),
      "after the last row: true = cancel all and begin again, false = cancel all and stay",
    ),
  }),
});
