// The positions subgraph: what accounts hold, as the engine says; P&L is derived here.
import { topics } from "@hft/contracts/kafka/topics";
import { SnapshotKind } from "@hft/engine-client";
import { createSubgraph } from "@hft/graphql-kit";
import { createCursorCodec, loadConfig } from "@hft/service-kit";
import { configSchema } from "./config.ts";
import { projectAccounts } from "./ingest/project-accounts.ts";
import { createAccountsLive } from "./live/accounts-live.ts";
import { createFillPnl } from "./live/fill-pnl.ts";
import { buildPositionsSchema } from "./schema/index.ts";

const config = loadConfig(configSchema);
const live = createAccountsLive();

const subgraph = createSubgraph({
  name: "positions",
  config,
  snapshotKinds: SnapshotKind.ACCOUNTS | SnapshotKind.POSITIONS,
  topics: [topics.orders.name],
  live,
  project: projectAccounts,
});
const { hub, engine, pool } = subgraph;
const codec = createCursorCodec(config.cursor.secret);
const { schema } = await buildPositionsSchema({
  hub,
  engine,
  pool,
  live,
  codec,
  fillPnl: createFillPnl(hub, pool),
});
await subgraph.serve(schema);
