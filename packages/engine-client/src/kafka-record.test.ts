import { topics } from "@hft/contracts/kafka/topics";
import { encode, templateIdOf } from "@hft/wire";
import type { KafkaMessage } from "kafkajs";
import { expect, it } from "vitest";
import { engineEvent } from "./event.ts";
import { eventOf, recordOf, split } from "./kafka-record.ts";

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

it("does not decode again what the feed has brought, but looks at its key and headers", () => {
  const heard = engineEvent(SESSION, 7n, Buffer.from(changed));
  const asked: unknown[] = [];
  const find = (...place: unknown[]) => {
    asked.push(place);
    return heard;
  };
  expect(eventOf(ORDERS, record(changed, "demo"), find).message).toBe(heard.message);
  expect(asked).toEqual([[SESSION, 7n]]);
  expect(() => eventOf(ORDERS, record(changed, "demo2"), find)).toThrow("message's account");
  expect(() => eventOf(ORDERS, record(changed, "demo", { template: "1" }), find)).toThrow();
  const other = Buffer.from(changed);
  other.write("dem0", other.indexOf("demo"));
  const read = eventOf(ORDERS, record(other, "dem0"), find);
  expect(read.message).toMatchObject({ accountId: "dem0" });
});

it("knows the record that an event was read from, and makes one of an event that came another way", () => {
  const read = record(changed, "demo");
  expect(recordOf(eventOf(ORDERS, read))).toBe(read);
  const made = recordOf(engineEvent(SESSION, 7n, Buffer.from(changed)));
  expect(made).toMatchObject({ key: null, headers: { session: SESSION, sequence: "7" } });
});
