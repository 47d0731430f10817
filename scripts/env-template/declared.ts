// Variables that no configuration schema declares. A test reads the sources and compares.
import { PORT_DEFAULTS } from "../lib/ports.ts";

export interface Declared {
  name: string;
  description: string;
  fallback?: string;
}

/** Read by `npm start` and the commands beside it. */
export const START: readonly Declared[] = [
  { name: "HFT_DATA_DIR", description: "folder of everything a platform keeps", fallback: ".data" },
  { name: "HFT_PORT_BASE", description: "moves every port below: base, base + 1, …" },
  ...Object.entries(PORT_DEFAULTS).map(([name, port]) => ({
    name,
    description: `TCP port: ${name
      .replace(/_PORT$/, "")
      .toLowerCase()
      .replaceAll("_", " ")}`,
    fallback: String(port),
  })),
  {
    name: "API_URL",
    description:
      "the router as browsers reach it, and where load runs go; another host also needs ALLOWED_ORIGINS" +
      " (default http://127.0.0.1:<ROUTER_PORT>, with docker compose http://localhost:8080)",
  },
  { name: "DATABASE_URL", description: "a PostgreSQL of yours, as its owner: postgres://…" },
  { name: "REDIS_URL", description: "a Redis of yours: redis://host:port" },
  { name: "KAFKA_BROKERS", description: "a Kafka of yours: host:port, …" },
];

/** Read by docker-compose.yml and its overlays alone; ports and API_URL of START count there too. */
export const COMPOSE: readonly Declared[] = [
  {
    name: "HFT_IMAGES",
    description: "where the images of the platform are named",
    fallback: "hft",
  },
  { name: "HFT_TAG", description: "tag of the images that are built or pulled", fallback: "dev" },
];

/** Read by tests and load runs only. */
export const TESTS: readonly Declared[] = [
  { name: "K6_BIN", description: "a k6 of yours instead of the one the set-up builds" },
  { name: "LOAD_SECONDS", description: "seconds of load", fallback: "60" },
  { name: "LOAD_RATE", description: "orders or queries a second", fallback: "40" },
  { name: "LOAD_SOCKETS", description: "subscribed sockets of the fan-out", fallback: "10" },
  { name: "LOAD_SYMBOL", description: "symbol the orders are for", fallback: "TESTS" },
  { name: "LOAD_SUMMARY", description: "file for the figures of a load run, as JSON" },
  { name: "HFT_LONG", description: "1: the long versions of the failure tests" },
  { name: "HFT_ORDERS_PER_SECOND", description: "orders a second while services are away" },
  { name: "HFT_KEEP", description: "1: a test platform leaves its data folder behind" },
  { name: "HFT_SEED", description: "repeats a random test of the engine" },
  { name: "HFT_TEST_DATA", description: "folder of the real order flow the tests read" },
  { name: "HFT_TEST_DATABASE_URL", description: "a PostgreSQL for tests, as a superuser" },
  { name: "HFT_TEST_REDIS_URL", description: "a Redis for tests" },
  { name: "HFT_TEST_KAFKA_BROKERS", description: "a Kafka for tests" },
  {
    name: "HFT_ENGINE_DRIVER",
    description: "folder of the neutral driver that engines are measured with",
  },
  { name: "BENCH_SUBGRAPHS", description: "set by the router's benchmark for the stock gateway" },
  { name: "BENCH_SOCKETS", description: "set by the router's benchmark for its own clients" },
  { name: "HFT_BENCH_CHECKS", description: "1: the engine's benchmark counts its risk checks" },
];

/** Names kept free for what is to come. Nothing reads them yet; a test sees to it that this is true. */
export const RESERVED: readonly Declared[] = [
  { name: "ALPACA_API_KEY", description: "broker account" },
  { name: "ALPACA_API_SECRET", description: "broker account" },
  { name: "POLYGON_API_KEY", description: "market data" },
  { name: "LINEAR_API_KEY", description: "issue tracker" },
  { name: "LINEAR_TEAM_ID", description: "issue tracker" },
  { name: "LINEAR_PROJECT_ID", description: "issue tracker" },
  { name: "SLACK_WEBHOOK_URL", description: "alerts" },
  { name: "SLACK_CHANNEL", description: "alerts" },
];

/** In the environment, but no setting of ours: the system's, the tools' and marks between our processes. */
export const NOT_SETTINGS: ReadonlySet<string> = new Set([
  ...["PATH", "CI", "NODE_ENV", "npm_lifecycle_event", "APOLLO_TELEMETRY_DISABLED"],
  ...["HFT_BARE_INSIDE", "HFT_TEST_RUN", "LOAD_SMOKE", "LOAD_USERS_FILE"],
]);
