// The durable path: wire events out of Kafka, offsets committed by hand after the caller has stored what it read.

import { deadTopic } from "@hft/contracts/kafka/topics";
import {
  type Consumer,
  type EachBatchPayload,
  Kafka,
  type KafkaMessage,
  logLevel,
  type Producer,
} from "kafkajs";
import { type EngineEvent, engineEvent } from "./event.ts";

/** Rejoins 6 s after its owner was killed; polls at least every 100 ms. */
const CONSUMER = {
  sessionTimeout: 6_000,
  rebalanceTimeout: 6_000,
  heartbeatInterval: 1_000,
  maxWaitTimeInMs: 100,
  minBytes: 1,
};

export interface KafkaSourceOptions {
  brokers: readonly string[];
  groupId: string;
  topics: readonly string[];
  /** Shown in broker logs. */
  clientId: string;
}

/** Events of one partition, in order. */
export interface KafkaBatch {
  topic: string;
  partition: number;
  events: EngineEvent[];
}

/** Stores a batch; when it resolves, the offset moves. Rejections are retried with back-off by the consumer. */
export type BatchHandler = (batch: KafkaBatch) => Promise<void>;

export interface KafkaSource {
  start(handler: BatchHandler): Promise<void>;
  stop(): Promise<void>;
  /** True while joined to the group and not crashed. */
  readonly isRunning: boolean;
  /** Records that were no readable event and went to the dead topic. */
  readonly poisonCount: number;
}

/** Reads the event of a record; throws where the bytes or headers are none. */
export function eventOf(record: KafkaMessage): EngineEvent {
  const header = (name: string) => String(record.headers?.[name] ?? "");
  if (!record.value) throw new Error("record has no value");
  return engineEvent(header("session"), BigInt(header("sequence")), record.value);
}

export function createKafkaSource(options: KafkaSourceOptions): KafkaSource {
  const kafka = new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    // The coordinator's topics are made at first use: kafkajs reports that as errors while it retries.
    logLevel: logLevel.NOTHING,
    retry: { maxRetryTime: 2_000 },
  });
  const producer = kafka.producer({ idempotent: true });
  const status = { isRunning: false, poisonCount: 0 };
  let consumer: Consumer | null = null;
  let isStopped = false;

  async function onBatch(payload: EachBatchPayload, handler: BatchHandler): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    const { events, poison } = split(messages);
    if (poison.length > 0) await bury(producer, topic, poison);
    status.poisonCount += poison.length;
    if (events.length > 0) await handler({ topic, partition, events });
    payload.resolveOffset(payload.batch.lastOffset());
    const offset = String(BigInt(payload.batch.lastOffset()) + 1n);
    await payload.commitOffsetsIfNecessary({
      topics: [{ topic, partitions: [{ partition, offset }] }],
    });
    await payload.heartbeat();
  }

  async function join(handler: BatchHandler): Promise<void> {
    const joined = kafka.consumer({ groupId: options.groupId, ...CONSUMER });
    consumer = joined;
    joined.on("consumer.group_join", () => {
      status.isRunning = true;
    });
    joined.on("consumer.crash", ({ payload }) => {
      status.isRunning = false;
      // kafkajs gives up on errors it takes for final; the broker may be back in a moment all the same.
      if (!payload.restart) void leave(joined).then(() => connect(handler));
    });
    await joined.connect();
    await joined.subscribe({ topics: [...options.topics], fromBeginning: true });
    const eachBatch = (payload: EachBatchPayload) => onBatch(payload, handler);
    await joined.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch });
  }

  const leave = (left: Consumer) => left.disconnect().catch(() => undefined);

  async function connect(handler: BatchHandler): Promise<void> {
    for (let delayMs = 200; !isStopped; delayMs = Math.min(delayMs * 2, 2_000)) {
      try {
        await producer.connect();
        return await join(handler);
      } catch {
        if (consumer) await leave(consumer);
        await new Promise((resolve) => setTimeout(resolve, delayMs));
      }
    }
  }

  return {
    get isRunning() {
      return status.isRunning;
    },
    get poisonCount() {
      return status.poisonCount;
    },
    /** Returns at once: the broker may be down, and then the consumer joins when it is back. */
    async start(handler) {
      void connect(handler);
    },
    async stop() {
      isStopped = true;
      await Promise.allSettled([consumer?.disconnect(), producer.disconnect()]);
    },
  };
}

interface Poison {
  record: KafkaMessage;
  reason: string;
}

function split(messages: KafkaMessage[]): { events: EngineEvent[]; poison: Poison[] } {
  const events: EngineEvent[] = [];
  const poison: Poison[] = [];
  for (const record of messages) {
    try {
      events.push(eventOf(record));
    } catch (error) {
      poison.push({ record, reason: (error as Error).message });
    }
  }
  return { events, poison };
}

async function bury(producer: Producer, topic: string, poison: Poison[]): Promise<void> {
  const messages = poison.map(({ record, reason }) => ({
    key: record.key,
    value: record.value,
    headers: { ...record.headers, reason, offset: record.offset },
  }));
  await producer.send({ topic: deadTopic(topic), messages });
}
