import { env, redisConfig, subgraphConfig } from "@hft/service-kit";
import { z } from "zod";

/** Every setting of the analytics subgraph. */
export const configSchema = subgraphConfig(4103).extend({
  redis: redisConfig,
  statusTargets: env(
    "STATUS_TARGETS",
    z
      .string()
      .default("{}")
      .transform((text) => JSON.parse(text))
      .pipe(z.record(z.string(), z.string())),
    'URLs asked each second: {"engine": "http://127.0.0.1:9555/readyz", …}',
  ),
});
