// The market: order flow around real minute bars, sent to 5555 like any participant's.
import { CommandClient, FeedClient } from "@hft/engine-client";
import { addHealthRoutes, createLifecycle, createLog, loadConfig } from "@hft/service-kit";
import { fastify } from "fastify";
import { configSchema } from "./config.ts";
import { createMarketFlow } from "./flow/market-flow.ts";
import { randomOf } from "./random.ts";

const config = loadConfig(configSchema);
const log = createLog("market");
const { commandsEndpoint, feedEndpoint, replayEndpoint, token } = config.engine;
const engine = new CommandClient({
  endpoint: commandsEndpoint,
  token: token.reveal(),
  role: "PARTICIPANT",
  name: "market",
});
const feed: FeedClient = new FeedClient(
  { feedEndpoint, replayEndpoint, snapshotKinds: 32, acceptNewSession: true },
  {
    onEvents: (events) => flow.onEvents(events),
    onFatal: (error) => log.error({ err: error }, "Feed ended"),
  },
);
const flow = createMarketFlow({
  engine,
  replay: feed.replay,
  random: randomOf(config.seed),
  commandsPerSecond: config.commandsPerSecond,
  barMs: config.barSeconds * 1_000,
  nowMs: () => Math.round(performance.timeOrigin + performance.now()),
  onError: (error) => log.warn({ err: error }, "Step was left out"),
});
const app = fastify();
addHealthRoutes(app, {
  name: "market",
  checks: [() => ({ name: "flow", isReady: flow.isRunning })],
});

const lifecycle = createLifecycle({ log })
  .add("server", {
    start: () => app.listen({ host: config.http.host, port: config.http.port }),
    stop: () => app.close(),
  })
  .add("engine", {
    start: () => {
      engine.start();
      return engine.ready();
    },
    stop: () => engine.stop(),
  })
  .add("feed", { start: () => feed.start(), stop: () => feed.stop() })
  .add("flow", flow);
lifecycle.stopOnSignals();
await lifecycle.start();
