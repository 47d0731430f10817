import {
  defineKafka,
  definePostgres,
  defineRedis,
  type ServiceDefinition,
} from "../packages/testkit/src/index.ts";
import { DATA, inData, inRoot, ROOT } from "./lib/paths.ts";
import type { PortName, Ports } from "./lib/ports.ts";
import type { Secrets } from "./lib/secrets.ts";

export interface PlatformServices {
  /** What we run ourselves; a service named by its variable is somebody else's and not in here. */
  own: ServiceDefinition[];
  ports: PortName[];
  databaseUrl: string;
  redisUrl: string;
  brokers: string;
}

/** PostgreSQL, Redis and Kafka of this data folder, or those DATABASE_URL, REDIS_URL, KAFKA_BROKERS name. */
export function platformServices(ports: Ports, secrets: Secrets): PlatformServices {
  const { DATABASE_URL, REDIS_URL, KAFKA_BROKERS } = process.env;
  const postgres = ownPostgres(ports, secrets);
  const redis = ownRedis(ports);
  const kafka = ownKafka(ports);
  return {
    own: [
      ...(DATABASE_URL ? [] : [postgres]),
      ...(REDIS_URL ? [] : [redis]),
      ...(KAFKA_BROKERS ? [] : [kafka]),
    ],
    ports: [
      ...(DATABASE_URL ? [] : (["POSTGRES_PORT"] as const)),
      ...(REDIS_URL ? [] : (["REDIS_PORT"] as const)),
      ...(KAFKA_BROKERS ? [] : (["KAFKA_PORT", "KAFKA_CONTROLLER_PORT"] as const)),
    ],
    databaseUrl: DATABASE_URL || postgres.url,
    redisUrl: REDIS_URL || redis.url,
    brokers: KAFKA_BROKERS || kafka.url,
  };
}

function ownPostgres(ports: Ports, secrets: Secrets): ServiceDefinition {
  return definePostgres({
    dir: inData("postgres"),
    port: ports.POSTGRES_PORT,
    password: secrets.postgresOwner,
    logFile: inData("logs/postgres.log"),
    // The checkout names the usual place; a second data folder of the same checkout has its own.
    owner: DATA === inRoot(".data") ? ROOT : DATA,
  });
}

function ownRedis(ports: Ports): ServiceDefinition {
  const logFile = inData("logs/redis.log");
  return defineRedis({ dir: inData("redis"), port: ports.REDIS_PORT, logFile });
}

function ownKafka(ports: Ports): ServiceDefinition {
  return defineKafka({
    dir: inData("kafka"),
    port: ports.KAFKA_PORT,
    controllerPort: ports.KAFKA_CONTROLLER_PORT,
    logFile: inData("logs/kafka.log"),
  });
}
