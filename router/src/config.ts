import { fileURLToPath } from "node:url";
import {
  env,
  flag,
  httpConfig,
  list,
  postgresConfig,
  ROLES,
  secret,
  subgraphSecretConfig,
} from "@hft/service-kit";
import { z } from "zod";
import { listedAddress } from "./auth/address-list.ts";

const count = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

/** The contract of this checkout. */
export const DEFAULT_CONTRACTS = fileURLToPath(new URL("../../contracts/graphql", import.meta.url));

const graphConfig = z.object({
  contracts: env(
    "GRAPHQL_CONTRACTS_DIR",
    z.string().default(DEFAULT_CONTRACTS),
    "supergraph and SDL",
  ),
  orders: env("ORDERS_URL", z.url().default("http://127.0.0.1:4101/graphql"), "orders subgraph"),
  positions: env(
    "POSITIONS_URL",
    z.url().default("http://127.0.0.1:4102/graphql"),
    "positions subgraph",
  ),
  analytics: env(
    "ANALYTICS_URL",
    z.url().default("http://127.0.0.1:4103/graphql"),
    "analytics subgraph",
  ),
  connections: env("SUBGRAPH_CONNECTIONS", count(64), "kept-alive connections per subgraph"),
  timeoutMs: env("SUBGRAPH_TIMEOUT_MS", count(5_000), "longest wait for a subgraph, milliseconds"),
  queryRetries: env(
    "SUBGRAPH_QUERY_RETRIES",
    z.coerce.number().int().min(0).default(2),
    "times a failed query is asked again; mutations never are",
  ),
});

const authConfig = z.object({
  signingKey: env("JWT_SIGNING_KEY", secret(), "Ed25519 private key as JWK JSON"),
  issuer: env("JWT_ISSUER", z.string().default("hft-router"), "iss of access tokens"),
  audience: env("JWT_AUDIENCE", z.string().default("hft"), "aud of access tokens"),
  accessTokenSeconds: env("ACCESS_TOKEN_SECONDS", count(600), "life of an access token, seconds"),
  refreshTokenSeconds: env(
    "REFRESH_TOKEN_SECONDS",
    count(7 * 86_400),
    "life of a refresh token, seconds",
  ),
  credentialsFile: env("CREDENTIALS_FILE", z.string().optional(), "users of the first start, JSON"),
  isCookieSecure: env("COOKIE_SECURE", flag().default(false), "true behind TLS"),
  trustedProxies: env(
    "TRUSTED_PROXIES",
    list().pipe(z.array(listedAddress)).default([]),
    "proxies whose X-Forwarded-For says where a client is: addresses and networks, by commas",
  ),
  metricsToken: env("METRICS_TOKEN", secret().optional(), "lets Prometheus read /metrics"),
});

const limitsConfig = z.object({
  depth: env("LIMIT_DEPTH", count(10), "deepest selection of a document"),
  aliases: env("LIMIT_ALIASES", count(15), "aliases per document"),
  directives: env("LIMIT_DIRECTIVES", count(5), "directives per document"),
  tokens: env("LIMIT_TOKENS", count(1_000), "lexer tokens per document"),
  bodyBytes: env("LIMIT_BODY_BYTES", count(65_536), "largest HTTP body and WebSocket frame, bytes"),
  orderEntryPerSecond: env(
    "LIMIT_ORDER_ENTRY_PER_SECOND",
    count(50),
    "order commands a second: placed per account; cancels and replaces per user",
  ),
  orderEntryBurst: env(
    "LIMIT_ORDER_ENTRY_BURST",
    count(200),
    "order commands that may be saved up: placed per account; cancels and replaces per user",
  ),
  loginFailuresPerUser: env(
    "LIMIT_LOGIN_FAILURES_PER_USER",
    count(10),
    "failed logins of one user in 5 minutes",
  ),
  loginFailuresPerAddress: env(
    "LIMIT_LOGIN_FAILURES_PER_ADDRESS",
    count(100),
    "failed logins from one address in 5 minutes",
  ),
  requestTimeoutMs: env("REQUEST_TIMEOUT_MS", count(10_000), "longest HTTP request, milliseconds"),
  origins: env(
    "ALLOWED_ORIGINS",
    list().default(["http://localhost:3003", "http://127.0.0.1:3003"]),
    "origins browsers may come from, compared exactly",
  ),
  introspectionRoles: env(
    "INTROSPECTION_ROLES",
    list()
      .pipe(z.array(z.enum(ROLES)))
      .default(["integrator", "admin"]),
    "roles that may introspect the graph",
  ),
});

const socketsConfig = z.object({
  initTimeoutMs: env(
    "SOCKET_INIT_TIMEOUT_MS",
    count(3_000),
    "longest wait for connection_init, milliseconds",
  ),
  perSubject: env("LIMIT_SOCKETS_PER_ACCOUNT", count(10), "open sockets of one user"),
  subscriptionsPerSocket: env(
    "LIMIT_SUBSCRIPTIONS_PER_SOCKET",
    count(25),
    "subscriptions of one socket",
  ),
  messagesPerMinute: env(
    "LIMIT_SOCKET_MESSAGES_PER_MINUTE",
    count(100),
    "messages of one socket a minute, besides mutations",
  ),
  clientBudgetBytes: env(
    "LIMIT_SOCKET_BUFFER_BYTES",
    count(1_048_576),
    "unsent bytes of one client",
  ),
  processBudgetBytes: env(
    "LIMIT_PROCESS_BUFFER_BYTES",
    count(268_435_456),
    "unsent bytes of all clients",
  ),
  closeGraceMs: env(
    "SOCKET_CLOSE_GRACE_MS",
    count(5_000),
    "from close frame to destruction, milliseconds",
  ),
  lingerMs: env(
    "STREAM_LINGER_MS",
    count(2_000),
    "upstream kept after its last client, milliseconds",
  ),
  expiryWarningMs: env(
    "TOKEN_EXPIRY_WARNING_MS",
    count(60_000),
    "warning before the 4403 of an expired token, milliseconds",
  ),
});

/** Everything the router can be told from outside. */
export const routerConfig = z.object({
  http: httpConfig(8080),
  postgres: postgresConfig,
  subgraphSecret: subgraphSecretConfig,
  graph: graphConfig,
  auth: authConfig,
  limits: limitsConfig,
  sockets: socketsConfig,
  redisUrl: env("REDIS_URL", z.string().optional(), "shared rate limits; local ones without it"),
  logLevel: env("LOG_LEVEL", z.string().default("info"), "pino level"),
});

/** The router's configuration, read once in `main.ts`. */
export type RouterConfig = z.output<typeof routerConfig>;

/** Names of the subgraphs; also the targets their signatures name. */
export const SUBGRAPH_NAMES = ["orders", "positions", "analytics"] as const;
