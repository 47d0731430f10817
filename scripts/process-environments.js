import { writeFileSync } from "node:fs";
import { inData } from "./lib/paths.js";
import { roleUrl } from "./lib/secrets.js";
import { platformServices } from "./services.js";
/** The accounts the market trades for; config/accounts.json opens them. */
const MARKET_ACCOUNTS = ["market", "market2"];
/** What each program is told; secrets go by environment and never by command line. */
export function environments(context) {
    const { ports, secrets, services } = context;
    const common = { NODE_ENV: "production", HOST: "127.0.0.1", APOLLO_TELEMETRY_DISABLED: "1" };
    const engine = {
        ENGINE_COMMANDS_ENDPOINT: context.endpoints.commands,
        ENGINE_FEED_ENDPOINT: context.endpoints.feed,
        ENGINE_REPLAY_ENDPOINT: context.endpoints.replay,
    };
    const shared = {
        ...common,
        REDIS_URL: services.redisUrl,
        ROUTER_SUBGRAPH_SECRET: secrets.routerSubgraphSecret,
        CURSOR_SECRET: secrets.cursorSecret,
    };
    const local = (port, path = "") => `http://127.0.0.1:${port}${path}`;
    return {
        subgraph: (name) => ({
            ...shared,
            ...engine,
            ENGINE_TOKEN: secrets.engineTokens.platform,
            KAFKA_BROKERS: services.brokers,
            PG_URL: roleUrl(services.databaseUrl, name, secrets),
            PORT: String(subgraphPort(ports, name)),
            ...(name === "analytics" ? { STATUS_TARGETS: statusTargets(context) } : {}),
        }),
        router: () => ({
            ...shared,
            PG_URL: roleUrl(services.databaseUrl, "identity", secrets),
            PORT: String(ports.ROUTER_PORT),
            ORDERS_URL: local(ports.ORDERS_PORT, "/graphql"),
            POSITIONS_URL: local(ports.POSITIONS_PORT, "/graphql"),
            ANALYTICS_URL: local(ports.ANALYTICS_PORT, "/graphql"),
            JWT_SIGNING_KEY: JSON.stringify(secrets.jwtSigningKey),
            METRICS_TOKEN: secrets.metricsToken,
            CREDENTIALS_FILE: context.usersFile,
            ALLOWED_ORIGINS: webOrigins(ports).join(","),
        }),
        web: () => ({
            ...common,
            NEXT_TELEMETRY_DISABLED: "1",
            HOSTNAME: "127.0.0.1",
            PORT: String(ports.WEB_PORT),
            ROUTER_URL: local(ports.ROUTER_PORT),
        }),
        market: () => ({
            ...common,
            ...engine,
            ENGINE_TOKEN: secrets.engineTokens.market,
            PORT: String(ports.MARKET_HTTP_PORT),
        }),
    };
}
const subgraphPort = (ports, name) => ({
    orders: ports.ORDERS_PORT,
    positions: ports.POSITIONS_PORT,
    analytics: ports.ANALYTICS_PORT,
})[name];
/** Browsers may come by either name of this machine. */
const webOrigins = (ports) => ["localhost", "127.0.0.1"].map((host) => `http://${host}:${ports.WEB_PORT}`);
/** What analytics asks each second for the system status, besides Kafka, Redis and Postgres. */
function statusTargets({ ports }) {
    const ready = (port) => `http://127.0.0.1:${port}/readyz`;
    return JSON.stringify({
        engine: ready(ports.ENGINE_HTTP_PORT),
        bridge: ready(ports.BRIDGE_HTTP_PORT),
        market: ready(ports.MARKET_HTTP_PORT),
        orders: ready(ports.ORDERS_PORT),
        positions: ready(ports.POSITIONS_PORT),
        analytics: ready(ports.ANALYTICS_PORT),
        router: ready(ports.ROUTER_PORT),
        web: `http://127.0.0.1:${ports.WEB_PORT}/login`,
    });
}
const engineEndpoints = (ports) => ({
    commands: `tcp://127.0.0.1:${ports.ENGINE_COMMANDS_PORT}`,
    feed: `tcp://127.0.0.1:${ports.ENGINE_FEED_PORT}`,
    replay: `tcp://127.0.0.1:${ports.ENGINE_REPLAY_PORT}`,
});
/** The context of the platform of this data folder. */
export function contextOf(ports, secrets) {
    return {
        ports,
        secrets,
        services: platformServices(ports, secrets),
        endpoints: engineEndpoints(ports),
        tokensFile: inData("engine-tokens.json"),
        usersFile: inData("first-users.json"),
    };
}
/** Files for the programs that read their secrets from one; readable by the owner alone. */
export function writeSecretFiles({ secrets, tokensFile, usersFile }) {
    const { platform, market, admin } = secrets.engineTokens;
    const participant = { market: { token: market, accounts: MARKET_ACCOUNTS } };
    writeSecret(tokensFile, { platform, participant, admin });
    writeSecret(usersFile, secrets.users);
}
const writeSecret = (file, content) => writeFileSync(file, JSON.stringify(content, null, 2), { mode: 0o600 });
//# sourceMappingURL=process-environments.js.map