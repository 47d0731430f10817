// What terminals and programs read, in the proportions of a screen that is open: live state most,
// history and status less.
import exec from "k6/execution";
import { Trend } from "k6/metrics";
import type { Options } from "k6/options";
import { ask } from "../lib/graphql.ts";
import { logInAll, type Session, sessionOf } from "../lib/login.ts";
import { arrivals, thresholds } from "../lib/scenarios.ts";

const time = new Trend("query", true);

export const options: Options = {
  scenarios: { queries: arrivals("query") },
  thresholds: thresholds(
    { failed_operations: ["rate==0"], http_req_failed: ["rate==0"] },
    { query: ["p(95)<100", "p(99)<250"] },
  ),
  summaryTrendStats: ["med", "p(95)", "p(99)", "max"],
};

/** `times`: how often it comes among each other. */
const QUERIES = [
  {
    name: "accounts",
    times: 4,
    text: "{ accounts { id cash reserved available positions { symbol quantity avgPx markPx unrealizedPnl } } }",
  },
  {
    name: "openOrders",
    times: 4,
    text: "{ openOrders { items { id symbol side leavesQty limitPx ordStatus instrument { tickPx } } asOfSequence } }",
  },
  {
    name: "book",
    times: 4,
    text: '{ book(symbol: "AAPL", depth: 10) { items { side px } asOfSequence } }',
  },
  {
    name: "orders",
    times: 2,
    text: "{ orders(first: 50) { edges { node { id symbol ordStatus cumQty avgPx } } } }",
  },
  {
    name: "executions",
    times: 2,
    text: "{ executions(first: 50) { edges { node { id lastQty lastPx order { clientOrderId } } } } }",
  },
  {
    name: "candles",
    times: 1,
    text: '{ candles(symbol: "AAPL", interval: ONE_MINUTE, first: 300) { items { startTimeNs closePx } } }',
  },
  { name: "instruments", times: 1, text: "{ instruments { symbol tickPx lotQty } }" },
  { name: "systemStatus", times: 1, text: "{ systemStatus { name } }" },
];
const turns = QUERIES.flatMap((query) => Array.from({ length: query.times }, () => query));

export const setup = (): Session[] => logInAll();

export function query(sessions: Session[]): void {
  const number = exec.scenario.iterationInTest;
  // 19 turns and 2 sessions: every query comes for both.
  const { name, text } = turns[number % turns.length] ?? QUERIES[0] ?? { name: "", text: "" };
  const judge = { isExpected: (data: Record<string, unknown>) => name in data, time };
  ask(sessionOf(sessions, number), name, { query: text }, judge);
}
