import pg from "pg";
import { waitFor } from "../../packages/testkit/src/index.ts";
import type { Secrets } from "../lib/secrets.ts";
import { readTopic } from "./read-topic.ts";
import { logIn, type Session } from "./session.ts";

export interface SmokeOrder {
  orderId: string;
  matchId: string;
  /** Of the fill's event. */
  sequence: string;
}

export interface Doors {
  router: string;
  databaseUrl: string;
  brokers: string[];
}

const READ = `query Read($id: ID!) {
  order(id: $id) { id executions { id matchId } }
}`;

interface Read {
  order: { executions: { id: string; matchId: string }[] } | null;
}

export async function logInAsSmoke({ router }: Doors, { users }: Secrets): Promise<Session> {
  const user = users.find(({ username }) => username === "smoke");
  if (!user) throw new Error("secrets.json holds no user smoke");
  return logIn(router, user.username, user.password);
}

/** The fill of an order as GraphQL shows it, once it does. */
export async function findFill(session: Session, orderId: string): Promise<SmokeOrder> {
  const node = await waitFor(
    async () => (await session.send<Read>(READ, { id: orderId })).order?.executions[0],
    { limitMs: 15_000, everyMs: 100, what: `order ${orderId} to show its fill in GraphQL` },
  );
  const sequence = node.id.slice(node.id.lastIndexOf(":") + 1);
  return { orderId, matchId: node.matchId, sequence };
}

/** Fails unless the order is behind every door: GraphQL, REST, Postgres and Kafka. */
export async function findOrder(order: SmokeOrder, doors: Doors, secrets: Secrets): Promise<void> {
  const { orderId, matchId, sequence } = order;
  const session = await logInAsSmoke(doors, secrets);
  const shown = await findFill(session, orderId);
  if (shown.matchId !== matchId || shown.sequence !== sequence) {
    throw new Error(`GraphQL shows ${JSON.stringify(shown)} for ${JSON.stringify(order)}`);
  }
  await requireInRest(session, order);
  await waitFor(() => isInPostgres(doors.databaseUrl, order), {
    limitMs: 30_000,
    everyMs: 100,
    what: `order ${orderId} to be in Postgres`,
  });
  await readTopic(
    doors.brokers,
    (record) => record.key === "smoke" && record.sequence === sequence,
  );
}

interface RestExecution {
  order_id: string;
  match_id: string;
  sequence: string;
}

async function requireInRest(session: Session, order: SmokeOrder): Promise<void> {
  const { orderId, matchId, sequence } = order;
  const { status } = await session.get<{ status: string }>(`/api/orders/${orderId}`);
  const fills = await session.get<RestExecution[]>("/api/executions?symbol=TESTS");
  const fill = fills.find((one) => one.order_id === orderId);
  if (status === "FILLED" && fill?.match_id === matchId && fill.sequence === sequence) return;
  throw new Error(`REST shows ${status} and ${JSON.stringify(fill)} for ${JSON.stringify(order)}`);
}

async function isInPostgres(
  url: string,
  { orderId, matchId, sequence }: SmokeOrder,
): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const sql = `SELECT 1 FROM public.executions e JOIN orders.order_events v
      ON v.session_id = e.session_id AND v.sequence = e.sequence
      WHERE e.order_id = $1 AND e.match_id = $2 AND e.sequence = $3`;
    return (await client.query(sql, [orderId, matchId, sequence])).rows.length > 0;
  } finally {
    await client.end();
  }
}
