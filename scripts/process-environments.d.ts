import type { Ports } from "./lib/ports.ts";
import { type Secrets } from "./lib/secrets.ts";
import { type PlatformServices } from "./services.ts";
export interface RunContext {
    ports: Ports;
    secrets: Secrets;
    services: PlatformServices;
    endpoints: Record<"commands" | "feed" | "replay", string>;
    /** Who may log on to the engine. */
    tokensFile: string;
    /** The users the router adds at its first start. */
    usersFile: string;
}
type SubgraphName = "orders" | "positions" | "analytics";
/** What each program is told; secrets go by environment and never by command line. */
export declare function environments(context: RunContext): {
    subgraph: (name: SubgraphName) => {
        STATUS_TARGETS?: string;
        ENGINE_TOKEN: string;
        KAFKA_BROKERS: string;
        PG_URL: string;
        PORT: string;
        ENGINE_COMMANDS_ENDPOINT: string;
        ENGINE_FEED_ENDPOINT: string;
        ENGINE_REPLAY_ENDPOINT: string;
        REDIS_URL: string;
        ROUTER_SUBGRAPH_SECRET: string;
        CURSOR_SECRET: string;
        NODE_ENV: string;
        HOST: string;
        APOLLO_TELEMETRY_DISABLED: string;
    };
    router: () => {
        PG_URL: string;
        PORT: string;
        ORDERS_URL: string;
        POSITIONS_URL: string;
        ANALYTICS_URL: string;
        JWT_SIGNING_KEY: string;
        METRICS_TOKEN: string;
        CREDENTIALS_FILE: string;
        ALLOWED_ORIGINS: string;
        REDIS_URL: string;
        ROUTER_SUBGRAPH_SECRET: string;
        CURSOR_SECRET: string;
        NODE_ENV: string;
        HOST: string;
        APOLLO_TELEMETRY_DISABLED: string;
    };
    web: () => {
        NEXT_TELEMETRY_DISABLED: string;
        HOSTNAME: string;
        PORT: string;
        ROUTER_URL: string;
        NODE_ENV: string;
        HOST: string;
        APOLLO_TELEMETRY_DISABLED: string;
    };
    market: () => {
        ENGINE_TOKEN: string;
        PORT: string;
        ENGINE_COMMANDS_ENDPOINT: string;
        ENGINE_FEED_ENDPOINT: string;
        ENGINE_REPLAY_ENDPOINT: string;
        NODE_ENV: string;
        HOST: string;
        APOLLO_TELEMETRY_DISABLED: string;
    };
};
/** The context of the platform of this data folder. */
export declare function contextOf(ports: Ports, secrets: Secrets): RunContext;
/** Files for the programs that read their secrets from one; readable by the owner alone. */
export declare function writeSecretFiles({ secrets, tokensFile, usersFile }: RunContext): void;
export {};
