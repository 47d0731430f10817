// Records of Kafka as events. Only what the bridge could have written is taken: headers and value must tell the same.
import { type Topic, topics } from "@hft/contracts/kafka/topics";
import { templateIdOf } from "@hft/wire";
import type { KafkaMessage } from "kafkajs";
import { type EngineEvent, engineEvent } from "./event.ts";

const SESSION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SEQUENCE = /^\d{1,19}$/;

/** An event with the record it was read from. */
export interface KafkaEvent extends EngineEvent {
  record: KafkaMessage;
}

/** What the feed has brought already at a place; undefined where it has not, or no longer holds it. */
export type Heard = (sessionId: string, sequence: bigint) => EngineEvent | undefined;

/** A record that is no event, and why. */
export interface Poison {
  record: KafkaMessage;
  reason: string;
}

/**
 * Reads the event of a record of this topic; throws where the bytes, headers or key are none. Bytes that were heard are
 * not decoded again: what is decoded to be stored and forgotten is most of the garbage of a projection.
 */
export function eventOf(topic: string, record: KafkaMessage, heard?: Heard): KafkaEvent {
  const { value, headers } = record;
  const header = (name: string) => String(headers?.[name] ?? "");
  if (!value) throw new Error("record has no value");
  const [sessionId, place] = [header("session"), header("sequence")];
  if (!SESSION.test(sessionId)) throw new Error("header session is no session id");
  if (!SEQUENCE.test(place)) throw new Error("header sequence is no number");
  const sequence = BigInt(place);
  const known = heard?.(sessionId, sequence);
  const { bytes, message } = known?.bytes.equals(value)
    ? known
    : engineEvent(sessionId, sequence, value);
  if (String(templateIdOf(value)) !== header("template")) {
    throw new Error("header template is not the message's");
  }
  requireKey(message, record, topic);
  return { sessionId, sequence, bytes, message, record };
}

const kinds = new Map<string, Topic["key"]>(
  Object.values(topics).map(({ name, key }) => [name, key]),
);

/** The key decides the partition, and with it the order of an account's events: on another one it would come twice. */
function requireKey(message: EngineEvent["message"], { key }: KafkaMessage, topic: string): void {
  const { accountId = "", symbol = "" } = (message ?? {}) as Record<string, string>;
  const kind = kinds.get(topic) ?? "none";
  const due = { account: accountId, symbol, none: "" }[kind];
  if ((key?.toString() ?? "") === due) return;
  throw new Error(kind === "none" ? "key must be empty" : `key is not the message's ${kind}`);
}

/** What `eventOf` read this event from; made anew for an event that came another way. */
export function recordOf(event: EngineEvent): KafkaMessage {
  if ("record" in event) return (event as KafkaEvent).record;
  const { sessionId: session, sequence, bytes } = event;
  return {
    ...{ key: null, value: bytes, timestamp: "", attributes: 0, offset: "" },
    headers: { session, sequence: String(sequence) },
  };
}

/** Events and poison of a batch, each in their order. */
export function split(
  topic: string,
  messages: readonly KafkaMessage[],
  heard?: Heard,
): {
  events: EngineEvent[];
  poison: Poison[];
} {
  const events: EngineEvent[] = [];
  const poison: Poison[] = [];
  for (const record of messages) {
    try {
      events.push(eventOf(topic, record, heard));
    } catch (error) {
      poison.push({ record, reason: (error as Error).message });
    }
  }
  return { events, poison };
}
