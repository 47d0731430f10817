// orders.order_events: the bytes of every account event, for order history and for resume beyond the engine's log.
import { type EngineEvent, engineEvent, numbers, packedBytes } from "@hft/engine-client";
import { templateIdOf } from "@hft/wire";
import type { Pool, PoolClient } from "pg";

interface EventRow {
  sequence: string;
  payload: Buffer;
}

type AccountEvent = EngineEvent & { message: { accountId: string; orderId?: bigint } };

export async function insertEvents(
  tx: PoolClient,
  sessionId: string,
  events: readonly AccountEvent[],
): Promise<void> {
  const { bytes, starts, lengths } = packedBytes(events);
  await tx.query(
    `INSERT INTO orders.order_events (session_id, sequence, account_id, order_id, template_id, payload)
     SELECT $1::uuid, e.sequence, e.account_id, e.order_id, e.template_id, substring($6::bytea FROM e.start FOR e.length)
     FROM unnest($2::bigint[], $3::text[], $4::numeric[], $5::int[], $7::int[], $8::int[])
       AS e (sequence, account_id, order_id, template_id, start, length)
     ON CONFLICT DO NOTHING`,
    [
      sessionId,
      numbers(events.map((e) => e.sequence)),
      events.map((e) => e.message.accountId),
      numbers(events.map((e) => e.message.orderId ?? 0n)),
      numbers(events.map((e) => templateIdOf(e.bytes))),
      ...[bytes, numbers(starts), numbers(lengths)],
    ],
  );
}

/** Events of these accounts with after < sequence ≤ upTo, in order. */
export async function eventsBetween(
  pool: Pool,
  sessionId: string,
  accounts: readonly string[],
  after: bigint,
  upTo: bigint,
): Promise<EngineEvent[]> {
  const { rows } = await pool.query<EventRow>(
    `SELECT sequence, payload FROM orders.order_events
     WHERE session_id = $1 AND account_id = ANY($2) AND sequence > $3 AND sequence <= $4 ORDER BY sequence`,
    [sessionId, accounts, after, upTo],
  );
  return rows.map((row) => engineEvent(sessionId, BigInt(row.sequence), row.payload));
}

/** Every event of these orders up to `upTo`, in order. */
export async function eventsOfOrders(
  pool: Pool,
  sessionId: string,
  orderIds: readonly bigint[],
  upTo: bigint,
): Promise<EngineEvent[]> {
  const { rows } = await pool.query<EventRow>(
    `SELECT sequence, payload FROM orders.order_events
     WHERE session_id = $1 AND order_id = ANY($2::numeric[]) AND sequence <= $3 ORDER BY sequence`,
    [sessionId, orderIds, upTo],
  );
  return rows.map((row) => engineEvent(sessionId, BigInt(row.sequence), row.payload));
}
