// How far a consumer's tables are, partition by partition: rows of consumer_cursor, in the transaction of what they cover.
import type { PoolClient } from "pg";

/** Where a partition's tables end. */
export interface Cursor {
  sessionId: string;
  sequence: bigint;
}

/** Whose cursors. */
export interface CursorOwner {
  /** Schema that holds the table consumer_cursor. */
  schema: "orders" | "positions" | "analytics";
  /** Name of this consumer in the cursor table. */
  consumer: string;
}

interface CursorRow {
  partition: number;
  session_id: string;
  sequence: string;
}

/** Cursors of these partitions by partition, locked until the transaction ends; a new partition has none. */
export async function lockCursors(
  tx: PoolClient,
  { schema, consumer }: CursorOwner,
  topic: string,
  partitions: readonly number[],
): Promise<Map<number, Cursor>> {
  const { rows } = await tx.query<CursorRow>(
    `SELECT partition, session_id, sequence FROM ${schema}.consumer_cursor
     WHERE consumer = $1 AND topic = $2 AND partition = ANY($3) ORDER BY partition FOR UPDATE`,
    [consumer, topic, partitions],
  );
  return new Map(
    rows.map((row) => [
      row.partition,
      { sessionId: row.session_id, sequence: BigInt(row.sequence) },
    ]),
  );
}

/** Writes all of them. Throws at once where it cannot send, so that no COMMIT is sent behind it. */
export function moveCursors(
  tx: PoolClient,
  { schema, consumer }: CursorOwner,
  topic: string,
  cursors: ReadonlyMap<number, Cursor>,
): Promise<unknown> {
  const reached = [...cursors.values()];
  return tx.query(
    `INSERT INTO ${schema}.consumer_cursor (consumer, topic, partition, session_id, sequence)
     SELECT $1, $2, c.* FROM unnest($3::int[], $4::uuid[], $5::bigint[]) AS c
     ON CONFLICT (consumer, topic, partition) DO UPDATE SET session_id = EXCLUDED.session_id,
       sequence = EXCLUDED.sequence`,
    [
      ...[consumer, topic, [...cursors.keys()]],
      ...[reached.map((c) => c.sessionId), reached.map((c) => c.sequence)],
    ],
  );
}
