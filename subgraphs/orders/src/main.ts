// The orders subgraph: sends orders, shows what is alive, remembers what happened.
import { topics } from "@hft/contracts/kafka/topics";
import { SnapshotKind } from "@hft/engine-client";
import { createSubgraph } from "@hft/graphql-kit";
import { createCursorCodec, loadConfig } from "@hft/service-kit";
import { configSchema } from "./config.ts";
import { projectOrders } from "./ingest/project-orders.ts";
import { createHistory } from "./live/history.ts";
import { createOrdersLive } from "./live/orders-live.ts";
import { buildOrdersSchema } from "./schema/index.ts";

const config = loadConfig(configSchema);
const live = createOrdersLive();

const subgraph = createSubgraph({
  name: "orders",
  config,
  snapshotKinds: SnapshotKind.ORDERS,
  topics: [topics.orders.name],
  live,
  project: projectOrders,
});
const { hub, engine, pool } = subgraph;
const sessionId = () => hub.sessionId;
const history = createHistory({ pool, live, sessionId });
const codec = createCursorCodec(config.cursor.secret);
const { schema } = await buildOrdersSchema({ hub, live, history, codec, engine, pool });
await subgraph.serve(schema);
