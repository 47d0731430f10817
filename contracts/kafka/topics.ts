// Every Kafka topic of the platform, declared once; the platform creates them from here, and nobody else names one but the
// bridge, in C++: engine/bridge/routing.h. A test compares the two.

/** One topic: its key, partitions, retention and what it carries. */
export interface Topic {
  name: string;
  /** What the record key is: account id, symbol, or nothing. */
  key: "account" | "symbol" | "none";
  partitions: number;
  /** Milliseconds; -1 keeps for ever. */
  retentionMs: number;
  purpose: string;
}

const DAY_MS = 86_400_000;

export const topics = {
  /** Every account event in order, fills included. The order and position projections read only this. */
  orders: {
    name: "hft.orders.v1",
    key: "account",
    partitions: 6,
    retentionMs: -1,
    purpose: "account events",
  },
  /** The fills again, for consumers outside the platform. */
  executions: {
    name: "hft.executions.v1",
    key: "account",
    partitions: 6,
    retentionMs: 30 * DAY_MS,
    purpose: "fills",
  },
  market: {
    name: "hft.market.v1",
    key: "symbol",
    partitions: 6,
    retentionMs: 30 * DAY_MS,
    purpose: "trade prints",
  },
  /** Control events and the bridge's checkpoints; one partition keeps their order. */
  system: {
    name: "hft.system.v1",
    key: "none",
    partitions: 1,
    retentionMs: -1,
    purpose: "control events, checkpoints",
  },
  /** Reserved, with the database role of that name: both are made, and nothing writes or reads them yet. */
  audit: {
    name: "hft.audit.v1",
    key: "none",
    partitions: 6,
    retentionMs: -1,
    purpose: "logins, key use, limits",
  },
} as const satisfies Record<string, Topic>;

/** Where a consumer puts a record it cannot apply. */
export const deadTopic = (topic: string): string => `${topic}.dead`;

/** All topics with their dead-letter topics, ready for an admin client. */
export function allTopics(): Topic[] {
  return Object.values(topics).flatMap((topic) => [
    topic,
    { ...topic, name: deadTopic(topic.name), purpose: `poison records of ${topic.name}` },
  ]);
}
