import { defineKafka, definePostgres, defineRedis, } from "../packages/testkit/src/index.js";
import { DATA, inData, inRoot, ROOT } from "./lib/paths.js";
/** PostgreSQL, Redis and Kafka of this data folder, or those DATABASE_URL, REDIS_URL, KAFKA_BROKERS name. */
export function platformServices(ports, secrets) {
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
            ...(DATABASE_URL ? [] : ["POSTGRES_PORT"]),
            ...(REDIS_URL ? [] : ["REDIS_PORT"]),
            ...(KAFKA_BROKERS ? [] : ["KAFKA_PORT", "KAFKA_CONTROLLER_PORT"]),
        ],
        databaseUrl: DATABASE_URL || postgres.url,
        redisUrl: REDIS_URL || redis.url,
        brokers: KAFKA_BROKERS || kafka.url,
    };
}
function ownPostgres(ports, secrets) {
    return definePostgres({
        dir: inData("postgres"),
        port: ports.POSTGRES_PORT,
        password: secrets.postgresOwner,
        logFile: inData("logs/postgres.log"),
        // The checkout names the usual place; a second data folder of the same checkout has its own.
        owner: DATA === inRoot(".data") ? ROOT : DATA,
    });
}
function ownRedis(ports) {
    const logFile = inData("logs/redis.log");
    return defineRedis({ dir: inData("redis"), port: ports.REDIS_PORT, logFile });
}
function ownKafka(ports) {
    return defineKafka({
        dir: inData("kafka"),
        port: ports.KAFKA_PORT,
        controllerPort: ports.KAFKA_CONTROLLER_PORT,
        logFile: inData("logs/kafka.log"),
    });
}
//# sourceMappingURL=services.js.map