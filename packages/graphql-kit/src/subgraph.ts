// The parts every subgraph is made of, wired once: commands, feed, live state, projection, server, life cycle.
import {
  CommandClient,
  createKafkaSource,
  createProjection,
  type EngineEvent,
  FeedClient,
  type FeedHandler,
  type Snapshot,
} from "@hft/engine-client";
import {
  createLifecycle,
  createLog,
  createSubgraphServer,
  type Lifecycle,
  type Log,
  type Secret,
} from "@hft/service-kit";
import type { GraphQLSchema } from "graphql";
import type { Pool, PoolClient } from "pg";
import { createEngine, type Engine } from "./engine.ts";
import { createEventCheck } from "./event-check.ts";
import { createLiveHub, type LiveHub } from "./live-hub.ts";
import { createPools } from "./pools.ts";

/** Settings that all subgraphs share; the subgraph's own config.ts composes them from fragments. */
export interface SubgraphConfig {
  http: { host: string; port: number };
  engine: { commandsEndpoint: string; feedEndpoint: string; replayEndpoint: string; token: Secret };
  kafka: { brokers: string[] };
  postgres: { url: Secret; poolSize: number };
  router: { secret: Secret };
  acceptNewSession: boolean;
}

/** State in memory that follows the feed. */
export interface LiveState {
  reset(snapshot: Snapshot): void;
  apply(events: readonly EngineEvent[]): void;
}

export interface SubgraphOptions {
  name: "orders" | "positions" | "analytics";
  config: SubgraphConfig;
  /** Bits of SnapshotKind that the live state is made of. */
  snapshotKinds: number;
  /** Topics that the projection reads. */
  topics: readonly string[];
  live: LiveState;
  /** Stores fresh events of one partition inside the projection's transaction. */
  project: (tx: PoolClient, events: EngineEvent[]) => Promise<void>;
  /** Depth and hop times, for those who want them. */
  handler?: Pick<FeedHandler, "onDepth" | "onDepthLost" | "onHopTimes">;
}

export interface Subgraph {
  hub: LiveHub;
  feed: FeedClient;
  engine: Engine;
  /** For reads of requests. */
  pool: Pool;
  /** For what takes longer: the projection's, and whatever fills tables. */
  writePool: Pool;
  log: Log;
  /** For further parts of this subgraph; add them before `serve`. */
  lifecycle: Lifecycle;
  /** Starts everything; the process then lives until SIGTERM. */
  serve(schema: GraphQLSchema): Promise<void>;
}

async function eventsOf({ replay }: FeedClient, from: bigint, to: bigint): Promise<EngineEvent[]> {
  const found: EngineEvent[] = [];
  await replay.replay(from, to, (events) => found.push(...events));
  return found;
}

/** Makes the parts; nothing connects before `serve`. A subgraph starts without Postgres, Kafka or engine and says so in /readyz. */
export function createSubgraph(options: SubgraphOptions): Subgraph {
  const { name, config, live } = options;
  const log = createLog(name);
  const fatal = (error: Error): void => {
    log.fatal({ err: error }, error.message);
    process.exit(1);
  };
  const pools = createPools(config.postgres, log);
  const { commandsEndpoint: endpoint, feedEndpoint, replayEndpoint, token } = config.engine;
  const commands = new CommandClient({ endpoint, token: token.reveal(), role: "PLATFORM", name });
  const { snapshotKinds } = options;
  const { acceptNewSession } = config;
  const feed: FeedClient = new FeedClient(
    { feedEndpoint, replayEndpoint, snapshotKinds, acceptNewSession },
    {
      ...options.handler,
      onSnapshot: (snapshot) => {
        live.reset(snapshot);
        hub.restart();
      },
      onEvents: (events) => {
        live.apply(events);
        hub.publish(events);
      },
      onState: (state) => log.info({ state }, "Feed changed state"),
      onFatal: fatal,
    },
  );
  const hub = createLiveHub({ feed: () => feed });
  const projection = createProjection({
    source: createKafkaSource({
      brokers: config.kafka.brokers,
      groupId: `hft-${name}`,
      topics: options.topics,
      clientId: name,
      heard: (sessionId, sequence) =>
        sessionId === hub.sessionId ? hub.ring.at(sequence) : undefined,
    }),
    ...{
      pool: pools.writes,
      schema: name,
      consumer: name,
      apply: options.project,
      acceptNewSession,
      check: createEventCheck({
        hub,
        ask: (from, to) => eventsOf(feed, from, to),
        acceptNewSession,
      }),
      onFatal: fatal,
    },
    onQuarantine: (event, reason) =>
      log.error({ sequence: String(event.sequence), reason }, "Event went to the dead topic"),
    onError: (error) => log.warn({ err: error }, "Projection will try again"),
  });

  const lifecycle = createLifecycle({ log });

  async function serve(schema: GraphQLSchema): Promise<void> {
    const checks = [
      () => ({ name: "engine", isReady: commands.isReady }),
      () => ({ name: "feed", isReady: feed.state === "LIVE", detail: feed.state }),
    ];
    const server = await createSubgraphServer({
      name,
      schema,
      log,
      checks,
      makeContext: () => ({}),
      config: { ...config.http, secret: config.router.secret },
    });
    lifecycle
      .add("commands", { start: () => commands.start(), stop: () => commands.stop() })
      .add("feed", { start: () => feed.start(), stop: () => feed.stop() })
      .add("projection", projection)
      .add("server", server)
      .add("postgres", { stop: () => pools.end() });
    lifecycle.stopOnSignals();
    await lifecycle.start();
  }
  const { reads: pool, writes: writePool } = pools;
  return { hub, feed, pool, writePool, log, lifecycle, serve, engine: createEngine(commands, hub) };
}
