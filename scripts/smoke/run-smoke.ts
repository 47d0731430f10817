import { randomUUID } from "node:crypto";
import pg from "pg";
import { waitFor } from "../../packages/testkit/src/index.ts";
import type { RunContext } from "../process-environments.ts";
import { logIn, type Send } from "./graphql.ts";
import { watchTopic } from "./watch-topic.ts";

export interface SmokeOrder {
  orderId: string;
  matchId: string;
  sequence: string;
}

const PLACE = `mutation Place($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on PlaceOrderAccepted { order { id ordStatus } }
    ... on OrderRejection { reason text }
  }
}`;

const READ = `query Read($id: ID!) {
  order(id: $id) { id ordStatus executions(first: 10) { edges { node { id matchId } } } }
}`;

interface Placed {
  placeOrder: { __typename: string; order?: { id: string; ordStatus: string }; reason?: string };
}

interface Read {
  order: { executions: { edges: { node: { id: string; matchId: string } }[] } } | null;
}

/** One order of `smoke`, filled against `smoke2`, found again in GraphQL, Postgres and Kafka. */
export async function runSmoke({ ports, secrets, services }: RunContext): Promise<SmokeOrder> {
  const user = secrets.users.find(({ username }) => username === "smoke");
  if (!user) throw new Error("secrets.json holds no user smoke");
  const router = `http://127.0.0.1:${ports.ROUTER_PORT}`;
  const send = await logIn(router, user.username, user.password);
  const topic = await watchTopic(services.brokers.split(","), "smoke");
  try {
    await place(send, { accountId: "smoke2", side: "SELL", timeInForce: "DAY" });
    const orderId = await place(send, { accountId: "smoke", side: "BUY", timeInForce: "IOC" });
    const { execId, matchId } = await waitFor(() => firstFill(send, orderId), {
      what: `order ${orderId} to show its fill in GraphQL`,
    });
    const sequence = execId.slice(execId.lastIndexOf(":") + 1);
    await waitFor(() => isInPostgres(services.databaseUrl, orderId, sequence), {
      limitMs: 30_000,
      what: `order ${orderId} to be in Postgres`,
    });
    await topic.waitForSequence(sequence);
    return { orderId, matchId, sequence };
  } finally {
    await topic.close();
  }
}

async function place(send: Send, wish: Record<string, string>): Promise<string> {
  const order = { symbol: "TESTS", ordType: "LIMIT", orderQty: "1", limitPx: "1.00" };
  const input = { ...order, ...wish, clientOrderId: `smoke-${randomUUID()}` };
  const { placeOrder } = await send<Placed>(PLACE, { input });
  if (placeOrder.order) return placeOrder.order.id;
  throw new Error(`The smoke order was not accepted: ${JSON.stringify(placeOrder)}`);
}

async function firstFill(send: Send, id: string) {
  const { order } = await send<Read>(READ, { id });
  const node = order?.executions.edges[0]?.node;
  return node && { execId: node.id, matchId: node.matchId };
}

async function isInPostgres(url: string, orderId: string, sequence: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sql = `SELECT 1 FROM public.executions e JOIN orders.order_events v
      ON v.session_id = e.session_id AND v.sequence = e.sequence
      WHERE e.order_id = $1 AND e.sequence = $2`;
    return (await client.query(sql, [orderId, sequence])).rows.length > 0;
  } finally {
    await client.end();
  }
}
