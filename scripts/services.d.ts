import { type ServiceDefinition } from "../packages/testkit/src/index.ts";
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
export declare function platformServices(ports: Ports, secrets: Secrets): PlatformServices;
