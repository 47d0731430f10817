// Whether a record of Kafka is what the engine said. The bytes of an event are the same on the feed and in Kafka, so what
// this replica heard itself decides; a made-up record must not move a cursor past true ones.
import type { EngineEvent, EventCheck } from "@hft/engine-client";
import { AppError } from "@hft/service-kit";
import type { LiveHub } from "./live-hub.ts";

/** How long the feed may be behind Kafka before a record counts as ahead of the engine. */
const FEED_LAG_MS = 1_000;

export interface EventCheckDeps {
  hub: Pick<LiveHub, "ring" | "sessionId" | "lastSequence" | "waitFor">;
  /** True while the feed is dense and fresh: only then it can say that something does not exist. */
  isLive: () => boolean;
  /** Then records of any session are taken. */
  acceptNewSession: boolean;
}

/**
 * The check of one batch, whose records all arrived together: the first that is ahead of the feed waits for it, and the
 * others need not wait again. Throws where it cannot be said now; the batch then comes again.
 */
export function createEventCheck(deps: EventCheckDeps): () => EventCheck {
  const { hub, acceptNewSession } = deps;
  return () => {
    const reach = waitOnce(hub);
    return async (event, knownSession) => {
      // A service that has just started hears of its session a moment later.
      if (hub.sessionId === "") await reach(event.sequence);
      if (hub.sessionId === "") throw waiting();
      if (event.sessionId === hub.sessionId) {
        await reach(event.sequence);
        return problemOf(event, deps);
      }
      const isTaken = acceptNewSession || event.sessionId === knownSession;
      return isTaken ? null : `session ${event.sessionId} is none of this platform`;
    };
  };
}

function waitOnce(hub: EventCheckDeps["hub"]): (sequence: bigint) => Promise<unknown> {
  let hasWaited = false;
  return async (sequence) => {
    if (hasWaited || hub.lastSequence >= sequence) return;
    hasWaited = !(await hub.waitFor(sequence, FEED_LAG_MS));
  };
}

/** Of an event that claims to be of the engine's session of now. */
function problemOf(event: EngineEvent, { hub, isLive }: EventCheckDeps): string | null {
  if (event.sequence > hub.lastSequence) {
    if (!isLive()) throw waiting();
    return `sequence ${event.sequence} is ahead of the engine, which is at ${hub.lastSequence}`;
  }
  return differs(event, hub.ring.at(event.sequence)) ? "bytes are not the engine's" : null;
}

/** A checkpoint carries the sequence it vouches for, not one of its own. */
const hasOwnSequence = ({ message }: EngineEvent): boolean =>
  (message as { type: string } | null)?.type !== "Checkpoint";

const differs = (event: EngineEvent, heard: EngineEvent | undefined): boolean =>
  heard !== undefined && hasOwnSequence(event) && !heard.bytes.equals(event.bytes);

const waiting = () =>
  new AppError("ENGINE_UNAVAILABLE", "Records wait until the engine's feed is heard", {
    retryable: true,
  });
