// Sends the orders. A program of its own: what keeps the judging one busy (tables compared, garbage collected) delays
// no order, so that what is slow here is the platform.
import { randomUUID } from "node:crypto";
import { Agent, request } from "undici";

/** Whose orders to send, and how many a second; the first message to this program. A second one ends it. */
export interface FlowWish {
  url: string;
  traders: { token: string; accountId: string }[];
  symbol: string;
  perSecond: number;
}

/** One order from the moment it was due until its answer was read. */
export interface Sent {
  /** Which order of the flow, from 0. */
  count: number;
  /** When it was due, on the machine's monotonic clock. */
  atMs: number;
  tookMs: number;
  /** `PlaceOrderAccepted`, `OrderRejection REASON`, or what else came. */
  outcome: string;
}

/** What this program tells: when its first order was due, how many were sent, and the answers since it last told. */
export interface FlowNews {
  beganMs: number;
  due: number;
  answers: Sent[];
}

interface Answer {
  data?: { placeOrder?: { __typename: string; reason?: string } } | null;
  errors?: unknown;
}

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on PlaceOrderAccepted { sequence order { id ordStatus } } ... on OrderRejection { reason } } }`;
const TICK_MS = 5;
const NEWS_MS = 100;

const dispatcher = new Agent({ connections: 256 });
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

/** Traders in turn: the even ones sell, the odd ones buy at the same price, so that every pair is a match. */
async function place({ url, traders, symbol }: FlowWish, count: number): Promise<string> {
  const i = count % traders.length;
  const { token, accountId } = traders[i] as FlowWish["traders"][number];
  const input = {
    ...{ accountId, symbol, side: i % 2 === 0 ? "SELL" : "BUY", ordType: "LIMIT" },
    ...{ timeInForce: "GTC", orderQty: "1", limitPx: "10.00", clientOrderId: randomUUID() },
  };
  const { statusCode, body } = await request(`${url}/graphql`, {
    dispatcher,
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: PLACE, variables: { input } }),
  });
  const { data, errors } = (await body.json()) as Answer;
  const result = data?.placeOrder;
  if (!result) return `status ${statusCode} ${JSON.stringify(errors)}`;
  return result.reason ? `${result.__typename} ${result.reason}` : result.__typename;
}

function run(wish: FlowWish): () => Promise<void> {
  const open = new Set<Promise<void>>();
  const beganMs = nowMs();
  let due = 0;
  let answers: Sent[] = [];
  const send = (count: number) => {
    const atMs = beganMs + (count * 1_000) / wish.perSecond;
    const order = place(wish, count)
      .catch((error: Error) => `no answer: ${error.message}`)
      .then((outcome) => {
        answers.push({ count, atMs, tookMs: nowMs() - atMs, outcome });
        open.delete(order);
      });
    open.add(order);
  };
  const tell = (onTold = () => {}) => {
    process.send?.({ beganMs, due, answers } satisfies FlowNews, onTold);
    answers = [];
  };
  const sending = setInterval(() => {
    for (; due < ((nowMs() - beganMs) * wish.perSecond) / 1_000; due += 1) send(due);
  }, TICK_MS);
  const telling = setInterval(() => tell(), NEWS_MS);
  return async () => {
    clearInterval(sending);
    await Promise.all(open);
    clearInterval(telling);
    // On a busy machine a message may wait to be written, and is lost with the process.
    tell(() => process.disconnect());
  };
}

process.once("message", (wish: FlowWish) => {
  const end = run(wish);
  process.once("message", () => void end());
});
// Also when the judging program was killed.
process.once("disconnect", () => process.exit());
