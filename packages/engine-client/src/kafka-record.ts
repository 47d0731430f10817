// Records of Kafka as events. Only what the bridge could have written is taken: headers and value must tell the same.
import { type Topic, topics } from "@hft/contracts/kafka/topics";
import { templateIdOf } from "@hft/wire";
import type { KafkaMessage } from "kafkajs";
import { type EngineEvent, engineEvent } from "./event.ts";

const SESSION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SEQUENCE = /^\d{1,19}$/;

/** The record an event was read from, for as long as the event is held. */
const records = new WeakMap<EngineEvent, KafkaMessage>();

/** A record that is no event, and why. */
export interface Poison {
  record: KafkaMessage;
  reason: string;
}

/** Reads the event of a record of this topic; throws where the bytes, headers or key are none. */
export function eventOf(topic: string, record: KafkaMessage): EngineEvent {
  const header = (name: string) => String(record.headers?.[name] ?? "");
  if (!record.value) throw new Error("record has no value");
  const [session, sequence] = [header("session"), header("sequence")];
  if (!SESSION.test(session)) throw new Error("header session is no session id");
  if (!SEQUENCE.test(sequence)) throw new Error("header sequence is no number");
  const event = engineEvent(session, BigInt(sequence), record.value);
  if (String(templateIdOf(record.value)) !== header("template")) {
    throw new Error("header template is not the message's");
  }
  requireKey(event, record, topic);
  records.set(event, record);
  return event;
}

const kinds = new Map<string, Topic["key"]>(
  Object.values(topics).map(({ name, key }) => [name, key]),
);

/** The key decides the partition, and with it the order of an account's events: on another one it would come twice. */
function requireKey({ message }: EngineEvent, { key }: KafkaMessage, topic: string): void {
  const { accountId = "", symbol = "" } = (message ?? {}) as Record<string, string>;
  const kind = kinds.get(topic) ?? "none";
  const due = { account: accountId, symbol, none: "" }[kind];
  if ((key?.toString() ?? "") === due) return;
  throw new Error(kind === "none" ? "key must be empty" : `key is not the message's ${kind}`);
}

/** What `eventOf` read this event from; made anew for an event that came another way. */
export function recordOf(event: EngineEvent): KafkaMessage {
  const { sessionId: session, sequence, bytes } = event;
  return (
    records.get(event) ?? {
      ...{ key: null, value: bytes, timestamp: "", attributes: 0, offset: "" },
      headers: { session, sequence: String(sequence) },
    }
  );
}

/** Events and poison of a batch, each in their order. */
export function split(
  topic: string,
  messages: readonly KafkaMessage[],
): {
  events: EngineEvent[];
  poison: Poison[];
} {
  const events: EngineEvent[] = [];
  const poison: Poison[] = [];
  for (const record of messages) {
    try {
      events.push(eventOf(topic, record));
    } catch (error) {
      poison.push({ record, reason: (error as Error).message });
    }
  }
  return { events, poison };
}
