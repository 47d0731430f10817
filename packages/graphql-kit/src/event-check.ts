// Whether a record of Kafka is what the engine said. The bytes of an event are the same on the feed and in Kafka, so what
// this replica heard itself decides, and for older ones the engine; a made-up record must not move a cursor past true ones.
import type { EngineEvent, EventCheck } from "@hft/engine-client";
import { AppError } from "@hft/service-kit";
import { type AskRange, createEnginePast, type EnginePast } from "./engine-past.ts";
import type { LiveHub } from "./live-hub.ts";

/** The feed is usually ahead of Kafka; where it is not, this much patience spares the question. */
const FEED_LAG_MS = 50;
const FIRST_WORD_MS = 1_000;

export interface EventCheckDeps {
  hub: Pick<LiveHub, "said" | "sessionId" | "lastSequence" | "waitFor">;
  /** Asks the engine itself. */
  ask: AskRange;
  /** Then records of any session are taken. */
  acceptNewSession: boolean;
}

/**
 * The check of one batch: null for a record to store, else why it is none. Throws where the engine cannot be asked now;
 * the batch then comes again. Records of which the engine itself keeps nothing any more are taken as they are.
 */
export function createEventCheck(deps: EventCheckDeps): () => EventCheck {
  const { hub, acceptNewSession } = deps;
  const past = createEnginePast(deps.ask);
  return () => {
    const heard = listener(deps, past);
    return async (event, knownSession) => {
      // A service that has just started hears of its session a moment later.
      if (hub.sessionId === "") await hub.waitFor(event.sequence, FIRST_WORD_MS);
      if (hub.sessionId === "") throw waiting();
      if (event.sessionId === hub.sessionId) return problemOf(event, await heard(event.sequence));
      const isTaken = acceptNewSession || event.sessionId === knownSession;
      return isTaken ? null : `session ${event.sessionId} is none of this platform`;
    };
  };
}

/** The bytes that the engine said at a place; undefined where that was too long ago, null where it has said nothing yet. */
function listener({ hub, ask }: EventCheckDeps, past: EnginePast) {
  const asked = async (sequence: bigint) => {
    const event =
      hub.lastSequence >= sequence
        ? await past.at(hub.sessionId, sequence)
        : ((await ask(sequence, sequence))[0] ?? null);
    return event ? event.bytes : event;
  };
  let isPatient = true;
  return async (sequence: bigint): Promise<Buffer | null | undefined> => {
    // Records of a batch arrived together: patience with the first is patience with all.
    if (isPatient && hub.lastSequence < sequence) {
      isPatient = await hub.waitFor(sequence, FEED_LAG_MS);
    }
    const held = hub.lastSequence >= sequence ? hub.said.at(sequence) : undefined;
    if (held) return held;
    return asked(sequence).catch((error: unknown) => {
      throw waiting(error);
    });
  };
}

function problemOf(event: EngineEvent, said: Buffer | null | undefined): string | null {
  if (said === null) return `sequence ${event.sequence} is ahead of the engine`;
  if (said === undefined || isCheckpoint(event)) return null;
  return said.equals(event.bytes) ? null : "bytes are not the engine's";
}

/** Carries the sequence it vouches for, not one of its own. */
const isCheckpoint = ({ message }: EngineEvent): boolean =>
  (message as { type: string } | null)?.type === "Checkpoint";

const waiting = (cause?: unknown) =>
  new AppError("ENGINE_UNAVAILABLE", "Records wait until the engine can be asked", {
    retryable: true,
    cause,
  });
