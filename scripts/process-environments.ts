import { writeFileSync } from "node:fs";
import { engineTokens } from "./lib/engine-tokens.ts";
import { inData } from "./lib/paths.ts";
import type { Ports } from "./lib/ports.ts";
import { roleUrl, type Secrets } from "./lib/secrets.ts";
import { type PlatformServices, platformServices } from "./services.ts";

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
export function environments(context: RunContext) {
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
  const local = (port: number, path = "") => `http://127.0.0.1:${port}${path}`;
  return {
    subgraph: (name: SubgraphName) => ({
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
      ALLOWED_ORIGINS: process.env["ALLOWED_ORIGINS"] || webOrigins(ports).join(","),
    }),
    web: () => ({
      ...common,
      NEXT_TELEMETRY_DISABLED: "1",
      HOSTNAME: "127.0.0.1",
      PORT: String(ports.WEB_PORT),
      ROUTER_URL: process.env["API_URL"] || local(ports.ROUTER_PORT),
    }),
    market: () => ({
      ...common,
      ...engine,
      ENGINE_TOKEN: secrets.engineTokens.market,
      PORT: String(ports.MARKET_HTTP_PORT),
    }),
  };
}

const subgraphPort = (ports: Ports, name: SubgraphName) =>
  ({
    orders: ports.ORDERS_PORT,
    positions: ports.POSITIONS_PORT,
    analytics: ports.ANALYTICS_PORT,
  })[name];

/** Browsers may come by either name of this machine. */
const webOrigins = (ports: Ports) =>
  ["localhost", "127.0.0.1"].map((host) => `http://${host}:${ports.WEB_PORT}`);

/** What analytics asks each second for the system status, besides Kafka, Redis and Postgres. */
function statusTargets({ ports }: RunContext): string {
  const ready = (port: number) => `http://127.0.0.1:${port}/readyz`;
  return JSON.stringify({
    engine: ready(ports.ENGINE_HTTP_PORT),
    bridge: ready(ports.BRIDGE_HTTP_PORT),
    market: ready(ports.MARKET_HTTP_PORT),
    orders: ready(ports.ORDERS_PORT),
    positions: ready(ports.POSITIONS_PORT),
    analytics: ready(ports.ANALYTICS_PORT),
    router: ready(ports.ROUTER_PORT),
    web: ready(ports.WEB_PORT),
  });
}

const engineEndpoints = (ports: Ports) => ({
  commands: `tcp://127.0.0.1:${ports.ENGINE_COMMANDS_PORT}`,
  feed: `tcp://127.0.0.1:${ports.ENGINE_FEED_PORT}`,
  replay: `tcp://127.0.0.1:${ports.ENGINE_REPLAY_PORT}`,
});

/** The context of the platform of this data folder. */
export function contextOf(ports: Ports, secrets: Secrets): RunContext {
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
export function writeSecretFiles({ secrets, tokensFile, usersFile }: RunContext): void {
  writeSecret(tokensFile, engineTokens(secrets));
  writeSecret(usersFile, secrets.users);
}

const writeSecret = (file: string, content: unknown) =>
  writeFileSync(file, JSON.stringify(content, null, 2), { mode: 0o600 });
