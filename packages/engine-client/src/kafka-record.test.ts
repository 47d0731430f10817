import { topics } from "@hft/contracts/kafka/topics";
import { encode, templateIdOf } from "@hft/wire";
import type { KafkaMessage } from "kafkajs";
import { expect, it } from "vitest";
import { eventOf, split } from "./kafka-record.ts";

const SESSION = "11111111-2222-3333-4444-555555555555";
const ORDERS = topics.orders.name;

const changed = encode({
  ...{ type: "AccountChanged", sequence: 7n, commandSequence: 1n, transactTimeNs: 1n },
  ...{ ingressTimeNs: 1n, accountId: "demo", kind: "CUSTOMER" },
  ...{ isShortAllowed: false, isEnabled: true },
} as never);
const print = encode({
  ...{ type: "TradePrint", sequence: 7n, commandSequence: 1n, transactTimeNs: 1n, matchId: 1n },
  ...{ lastPx: 1n, lastQty: 1n, symbol: "TESTA", aggressorSide: "BUY", ingressTimeNs: 1n },
} as never);

/** A record as the bridge writes it. */
function record(value: Buffer, key: string | null, headers = {}): KafkaMessage {
  return {
    ...{ value, key: key === null ? null : Buffer.from(key), timestamp: "", attributes: 0 },
    offset: "3",
    headers: { session: SESSION, sequence: "7", template: String(templateIdOf(value)), ...headers },
  };
}

it("reads what the bridge wrote", () => {
  expect(eventOf(ORDERS, record(changed, "demo"))).toMatchObject({ sequence: 7n });
  expect(eventOf(topics.market.name, record(print, "TESTA"))).toMatchObject({ sequence: 7n });
  expect(eventOf(topics.system.name, record(print, null))).toMatchObject({ sequence: 7n });
});

it("refuses a key that leads to another partition", () => {
  for (const key of [null, "", "demo2", "TESTA"]) {
    expect(() => eventOf(ORDERS, record(changed, key))).toThrow("key is not the message's account");
  }
  expect(() => eventOf(topics.market.name, record(print, ""))).toThrow("message's symbol");
  expect(() => eventOf(topics.system.name, record(print, "TESTA"))).toThrow("must be empty");
});

it("refuses headers that do not tell what the value tells", () => {
  for (const wrong of [
    { session: "x" },
    { sequence: "8" },
    { sequence: "-1" },
    { template: "1" },
  ]) {
    expect(() => eventOf(ORDERS, record(changed, "demo", wrong))).toThrow();
  }
});

it("parts the readable from the poison, each with its reason", () => {
  const good = record(changed, "demo");
  const empty = { ...good, value: null };
  const { events, poison } = split(ORDERS, [good, empty]);
  expect(events).toHaveLength(1);
  expect(poison).toEqual([{ record: empty, reason: "record has no value" }]);
});
