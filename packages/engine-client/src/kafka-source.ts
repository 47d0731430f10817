// The durable path: wire events out of Kafka, offsets committed by hand after the caller has stored what it read.

import "./calm-kafkajs.ts";
import { deadTopic } from "@hft/contracts/kafka/topics";
import {
  type Consumer,
  type EachBatchPayload,
  Kafka,
  type KafkaMessage,
  logLevel,
  type Producer,
} from "kafkajs";
import type { EngineEvent } from "./event.ts";
import { gather } from "./fetch-gather.ts";
import { type Heard, type Poison, recordOf, split } from "./kafka-record.ts";
import { PART } from "./part-store.ts";
import type { Quarantined } from "./quarantine.ts";
import { slices } from "./slices.ts";

/**
 * Each fetch is a transaction and a commit of its offsets, so one waits up to half a second for more events: tables are
 * for the past, and what is alive comes by the feed. But a fetch holds some 2,000 events at most: kafkajs reads it at
 * once, some 12 ms in which the process answers nobody. A broker that was killed remembers the members it had, and whoever
 * joins waits until they have been given up: after the rebalance timeout, which a living member keeps to.
 */
const CONSUMER = {
  sessionTimeout: 6_000,
  rebalanceTimeout: 3_000,
  heartbeatInterval: 1_000,
  maxWaitTimeInMs: 500,
  minBytes: 131_072,
  maxBytes: 524_288,
};

/** All of a fetch at once, to be stored together: more than any topic has partitions. */
const PARTITIONS_AT_ONCE = 64;

/** A reason may quote what it found, and that may be long. */
const REASON_MAX = 200;

export interface KafkaSourceOptions {
  brokers: readonly string[];
  groupId: string;
  topics: readonly string[];
  /** Shown in broker logs. */
  clientId: string;
  /** What need not be decoded again. */
  heard?: Heard;
}

/** Events of one partition, in order. */
export interface KafkaBatch {
  topic: string;
  partition: number;
  /** Each part is read when it is asked for; between two of them the process answers others. */
  parts: AsyncIterable<EngineEvent[]>;
}

/** Stores what a fetch brought; when it resolves, the offsets move. Rejections are retried with back-off by the consumer. */
export type FetchHandler = (batches: readonly KafkaBatch[]) => Promise<void>;

export interface KafkaSource {
  start(handler: FetchHandler): Promise<void>;
  stop(): Promise<void>;
  /** Puts events of a topic into its dead topic, each with its reason. */
  bury(topic: string, quarantined: readonly Quarantined[]): Promise<void>;
  /** True while joined to the group and not crashed. */
  readonly isRunning: boolean;
  /** Records that were no readable event and went to the dead topic. */
  readonly poisonCount: number;
}

export function createKafkaSource(options: KafkaSourceOptions): KafkaSource {
  const kafka = new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    // The coordinator's topics are made at first use: kafkajs reports that as errors while it retries.
    logLevel: logLevel.NOTHING,
    // Few and quick: a consumer that gives up begins anew at once, and five tries were 8 s in which a broker may be back.
    retry: { retries: 2, initialRetryTime: 300, maxRetryTime: 1_000 },
  });
  const producer = kafka.producer({ idempotent: true });
  const status = { isRunning: false, poisonCount: 0 };
  let consumer: Consumer | null = null;
  let isStopped = false;

  async function onFetch(payloads: readonly EachBatchPayload[], handler: FetchHandler) {
    const batches = payloads.map(({ batch: { topic, partition, messages } }) => {
      return { topic, partition, parts: readParts(topic, messages) };
    });
    await handler(batches);
    for (const { resolveOffset, batch } of payloads) resolveOffset(batch.lastOffset());
    const { commitOffsetsIfNecessary, uncommittedOffsets, heartbeat } =
      payloads[0] as EachBatchPayload;
    await commitOffsetsIfNecessary(uncommittedOffsets());
    await heartbeat();
  }

  async function* readParts(topic: string, messages: readonly KafkaMessage[]) {
    for await (const part of slices(messages, PART)) {
      const { events, poison } = split(topic, part, options.heard);
      if (poison.length > 0) await buryAll(topic, poison);
      if (events.length > 0) yield events;
    }
  }

  async function buryAll(topic: string, poison: Poison[]): Promise<void> {
    await bury(producer, topic, options.groupId, poison);
    status.poisonCount += poison.length;
  }

  async function join(handler: FetchHandler): Promise<void> {
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
    const eachBatch = gather((payloads: readonly EachBatchPayload[]) => onFetch(payloads, handler));
    await joined.run({
      ...{ autoCommit: false, eachBatchAutoResolve: false, eachBatch },
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
    });
  }

  const leave = (left: Consumer) => left.disconnect().catch(() => undefined);

  async function connect(handler: FetchHandler): Promise<void> {
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
    bury: (topic, quarantined) =>
      buryAll(
        topic,
        quarantined.map(({ event, reason }) => ({ record: recordOf(event), reason })),
      ),
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

async function bury(
  producer: Producer,
  topic: string,
  consumer: string,
  poison: Poison[],
): Promise<void> {
  const messages = poison.map(({ record, reason }) => ({
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      ...{ consumer, reason: reason.slice(0, REASON_MAX), offset: record.offset },
    },
  }));
  await producer.send({ topic: deadTopic(topic), messages });
}
