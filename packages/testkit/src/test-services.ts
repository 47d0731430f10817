import { startKafka } from "./services/kafka.ts";
import { startPostgres } from "./services/postgres.ts";
import { startRedis } from "./services/redis.ts";
import type { RunningService } from "./services/service.ts";
import { makeTempDir, removeDir } from "./temp-dir.ts";

export interface TestServices {
  databaseUrl: string;
  redisUrl: string;
  kafkaBrokers: string;
  /** Those started here; the others belong to whoever named them. */
  own: RunningService[];
  /** The same as environment, for a child that shall use them too. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

const VARIABLES = {
  postgres: "HFT_TEST_DATABASE_URL",
  redis: "HFT_TEST_REDIS_URL",
  kafka: "HFT_TEST_KAFKA_BROKERS",
} as const;

/** PostgreSQL, Redis and Kafka on free ports in a temporary folder, each unless its variable names one. */
export async function startTestServices(): Promise<TestServices> {
  const dir = makeTempDir("services");
  const own: RunningService[] = [];
  const stop = async () => {
    await Promise.all(own.map((service) => service.stop()));
    removeDir(dir);
  };
  const get = async (name: keyof typeof VARIABLES, start: typeof startRedis) => {
    const named = process.env[VARIABLES[name]];
    if (named) return named;
    const service = await start({ dir });
    own.push(service);
    return service.url;
  };
  try {
    const [databaseUrl, redisUrl, kafkaBrokers] = await Promise.all([
      get("postgres", startPostgres),
      get("redis", startRedis),
      get("kafka", startKafka),
    ]);
    const env = {
      [VARIABLES.postgres]: databaseUrl,
      [VARIABLES.redis]: redisUrl,
      [VARIABLES.kafka]: kafkaBrokers,
    };
    return { databaseUrl, redisUrl, kafkaBrokers, own, env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
