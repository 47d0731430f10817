// The analytics subgraph: instruments, the public market, and how the platform itself is doing.
import { topics } from "@hft/contracts/kafka/topics";
import { nowNs } from "@hft/domain";
import { SnapshotKind } from "@hft/engine-client";
import { createSubgraph } from "@hft/graphql-kit";
import { createCursorCodec, loadConfig } from "@hft/service-kit";
import { configSchema } from "./config.ts";
import { backfillCandles } from "./ingest/backfill-candles.ts";
import { projectMarket } from "./ingest/project-market.ts";
import { createBooks } from "./live/books.ts";
import { createDepthFeed } from "./live/depth-feed.ts";
import { createHopHistograms } from "./live/hop-latency.ts";
import { createMarketHistory } from "./live/market-history.ts";
import { createMarketLive } from "./live/market-live.ts";
import { createSystemStatus } from "./live/system-status.ts";
import { buildAnalyticsSchema } from "./schema/index.ts";
import { findLastPrices } from "./store/market-rows.ts";

const config = loadConfig(configSchema);
const live = createMarketLive();
const books = createBooks();
const hops = createHopHistograms();
const depth = createDepthFeed(books, () => subgraph.feed);

const subgraph = createSubgraph({
  name: "analytics",
  config,
  snapshotKinds: SnapshotKind.INSTRUMENTS,
  topics: [topics.market.name, topics.system.name],
  live: {
    reset: (snapshot) => {
      live.reset(snapshot);
      depth.resync();
    },
    apply: live.apply,
  },
  project: projectMarket,
  handler: {
    onDepth: depth.onDepth,
    onDepthLost: () => depth.resync(),
    onHopTimes: hops.record,
  },
});
const { hub, engine, pool } = subgraph;
const status = createSystemStatus({
  targets: config.statusTargets,
  brokers: config.kafka.brokers,
  redisUrl: config.redis.url,
  pool,
});
const history = createMarketHistory(pool, live, () => hub.sessionId);
const codec = createCursorCodec(config.cursor.secret);
const { schema } = await buildAnalyticsSchema({
  hub,
  live,
  isLive: () => subgraph.feed.state === "LIVE",
  books,
  depth,
  history,
  hops,
  status,
  engine,
  codec,
});
/** Without Postgres the market has no past for now; everything else goes on. */
async function readPast(): Promise<void> {
  live.seedLastPx(await findLastPrices(subgraph.writePool));
  await backfillCandles(subgraph.writePool, nowNs());
}
const notRead = (err: unknown) => subgraph.log.warn({ err }, "The market's past was not read");
subgraph.lifecycle.add("status", status).add("past", { start: () => readPast().catch(notRead) });
await subgraph.serve(schema);
