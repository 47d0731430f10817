// The market: order flow around real minute bars, or a real day of it, sent to 5555 like any participant's.
import { BAR_SYMBOLS } from "@hft/bars";
import { CommandClient, FeedClient } from "@hft/engine-client";
import { addHealthRoutes, createLifecycle, createLog, loadConfig } from "@hft/service-kit";
import { fastify } from "fastify";
import { configSchema } from "./config.ts";
import { createMarketFlow } from "./flow/market-flow.ts";
import { readDay } from "./lobster/day.ts";
import { Replay } from "./lobster/replay.ts";
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
    onEvents: (events) => {
      flow.onEvents(events);
      replay?.onEvents(events);
    },
    onFatal: (error) => log.error({ err: error }, "Feed ended"),
  },
);
const nowMs = () => performance.timeOrigin + performance.now();
const { file, speed, isRepeating } = config.replay;
const day = file === undefined ? null : readDay(file);
const replay = day
  ? new Replay({
      day,
      engine,
      speed: speed === "max" ? Number.POSITIVE_INFINITY : speed,
      isRepeating,
      nowMs,
      onLap: (lap) => log.info({ day: day.id, lap }, "Replay begins"),
      onError: (error) => log.warn({ err: error }, "Replay sets the book up anew"),
    })
  : null;
const flow = createMarketFlow({
  engine,
  replay: feed.replay,
  random: randomOf(config.seed),
  symbols: BAR_SYMBOLS.filter((symbol) => symbol !== day?.symbol),
  commandsPerSecond: config.commandsPerSecond,
  barMs: config.barSeconds * 1_000,
  nowMs: () => Math.round(nowMs()),
  onError: (error) => log.warn({ err: error }, "Step was left out"),
});
const app = fastify();
addHealthRoutes(app, {
  name: "market",
  checks: [
    () => ({ name: "flow", isReady: flow.isRunning }),
    ...(replay ? [() => ({ name: "replay", isReady: replay.isRunning })] : []),
  ],
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
if (replay) lifecycle.add("replay", replay);
lifecycle.stopOnSignals();
await lifecycle.start();
