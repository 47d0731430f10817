// The verifier's two ends of an engine: commands as a participant on 5555, and on 5556 the feed that it judges by.
import { CommandClient, FeedClient } from "@hft/engine-client";
import type { Checkpoints } from "./checkpoints.ts";
import type { Pace } from "./pace.ts";

export interface EngineEndpoints {
  commandsEndpoint: string;
  feedEndpoint: string;
  replayEndpoint: string;
  /** Of a participant that trades for both accounts of the flow. */
  token: string;
}

export interface EngineLink {
  engine: CommandClient;
  /** To be called for each reply: rows wait for those as for the feed. */
  heard(): void;
  stop(): void;
}

/** Connects; resolves when commands are taken and the feed is heard. */
export async function linkEngine(
  endpoints: EngineEndpoints,
  checkpoints: Checkpoints,
  pace: Pace,
): Promise<EngineLink> {
  const { commandsEndpoint, feedEndpoint, replayEndpoint, token } = endpoints;
  let isScheduled = false;
  /** Once per turn of the loop: what comes together is looked at together. */
  function heard(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      try {
        checkpoints.advance();
        pace.progress();
      } catch (error) {
        pace.fail(error);
      }
    });
  }
  const feed = new FeedClient(
    { feedEndpoint, replayEndpoint, snapshotKinds: 0, from: 1n },
    {
      onEvents: (events) => {
        checkpoints.onEvents(events);
        heard();
      },
      onDepth: (message) => {
        checkpoints.onDepth(message);
        heard();
      },
      onFatal: (error) => pace.fail(error),
    },
  );
  const engine = new CommandClient({
    endpoint: commandsEndpoint,
    token,
    role: "PARTICIPANT",
    name: "verify-lobster",
    timeoutMs: 20_000,
  });
  feed.start();
  engine.start();
  await engine.ready();
  const poll = setInterval(() => pace.progress(), 50);
  await pace
    .until(
      () => feed.state === "LIVE" && feed.counters.frames > 0,
      () => "the feed",
    )
    .finally(() => clearInterval(poll));
  return {
    engine,
    heard,
    stop() {
      engine.stop();
      feed.stop();
    },
  };
}
