// Orders of one account, and many sockets that each must see every event of it: the private stream
// orderEvents loses nothing, so every gap and every socket that saw less than another is a failure.
import exec from "k6/execution";
import { Counter, Rate, Trend } from "k6/metrics";
import type { Options } from "k6/options";
import { setTimeout } from "k6/timers";
import { logInAll, type Session, sessionOf } from "../lib/login.ts";
import { placeAndCancel } from "../lib/orders.ts";
import { arrivals, thresholds } from "../lib/scenarios.ts";
import { SECONDS, SOCKETS } from "../lib/settings.ts";
import { type Batch, openStream } from "../lib/stream.ts";

const delivered = new Counter("events_delivered");
const latency = new Trend("event_latency", true);
const gaps = new Counter("gaps");
const broken = new Rate("broken_streams");
const withEvents = new Rate("sockets_with_events");

/** Sockets are all open before the first order, and see the last one before they close. */
const MARGIN_SECONDS = 2;

export const options: Options = {
  scenarios: {
    sockets: {
      executor: "per-vu-iterations",
      exec: "subscribe",
      vus: SOCKETS,
      iterations: 1,
      maxDuration: `${SECONDS + 4 * MARGIN_SECONDS}s`,
    },
    orders: { ...arrivals("enterOrder"), startTime: `${MARGIN_SECONDS}s` },
  },
  thresholds: thresholds(
    {
      failed_operations: ["rate==0"],
      gaps: ["count==0"],
      broken_streams: ["rate==0"],
      sockets_with_events: ["rate==1"],
      events_delivered: ["count>0"],
    },
    { event_latency: ["p(95)<100", "p(99)<250"] },
  ),
  summaryTrendStats: ["med", "p(95)", "p(99)", "max"],
};

interface OrderEvent {
  sequence: string;
  transactTimeNs: string;
}

const QUERY = `subscription { orderEvents { sequence previousSequence
  events { sequence transactTimeNs execType order { id ordStatus } } } }`;

export const setup = (): { sessions: Session[]; run: string } => ({
  sessions: logInAll().slice(0, 1),
  run: Date.now().toString(36),
});

export function enterOrder({ sessions, run }: ReturnType<typeof setup>): void {
  placeAndCancel(sessionOf(sessions, 0), `fan-${run}-${exec.scenario.iterationInTest}`);
}

export function subscribe({ sessions }: ReturnType<typeof setup>): void {
  let last: string | undefined;
  let seen = 0;
  let isBroken = false;
  const onBatch = (batch: Batch<OrderEvent>) => {
    if (last !== undefined && batch.previousSequence !== last) gaps.add(1);
    last = batch.sequence;
    seen += batch.events.length;
    delivered.add(batch.events.length);
    for (const event of batch.events) latency.add(Date.now() - Date.parse(event.transactTimeNs));
  };
  const onBroken = (reason: string) => {
    isBroken = true;
    console.error(`stream: ${reason}`);
  };
  const seconds = SECONDS + 2 * MARGIN_SECONDS;
  openStream<OrderEvent>(
    sessionOf(sessions, 0),
    { field: "orderEvents", query: QUERY, seconds },
    { onBatch, onBroken },
  );
  // Judged when the socket has had its time: the event loop of a virtual user runs on until then.
  setTimeout(
    () => {
      broken.add(isBroken);
      withEvents.add(seen > 0);
    },
    (seconds + MARGIN_SECONDS / 2) * 1_000,
  );
}
