// One engine event as its readers see it, wherever it came from: feed, replay or Kafka.
import { decode, type Message, WireError } from "@hft/wire";

/** Messages that carry a place in the stream. */
export type EventMessage = Extract<
  Message,
  { sequence: bigint; commandSequence: bigint; transactTimeNs: bigint }
>;

export interface EngineEvent {
  sessionId: string;
  sequence: bigint;
  /** The message bytes, identical on the feed, in the event log and in Kafka. */
  bytes: Buffer;
  /** Null for a template that this build does not know. */
  message: EventMessage | null;
}

/** Wraps message bytes; `sequence` is where the source says it stands. */
export function engineEvent(sessionId: string, sequence: bigint, bytes: Buffer): EngineEvent {
  const message = decode(bytes) as EventMessage | null;
  if (message && message.sequence !== sequence) {
    throw new WireError(`event says sequence ${message.sequence}, its frame says ${sequence}`);
  }
  return { sessionId, sequence, bytes, message };
}
