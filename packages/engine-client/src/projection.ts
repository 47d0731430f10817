// Kafka → Postgres with exactly-once effect: rows and the cursor that covers them commit together, the Kafka offset after.
import type { Pool, PoolClient } from "pg";
import { UnknownSession } from "./errors.ts";
import type { EngineEvent } from "./event.ts";
import type { KafkaBatch, KafkaSource } from "./kafka-source.ts";

export interface ProjectionOptions {
  source: KafkaSource;
  pool: Pool;
  /** Schema that holds the table consumer_cursor. */
  schema: "orders" | "positions" | "analytics";
  /** Name of this consumer in the cursor table. */
  consumer: string;
  /** Writes rows of events that were never seen before, in order, inside the transaction. */
  apply: (tx: PoolClient, events: EngineEvent[]) => Promise<void>;
  acceptNewSession?: boolean;
  onFatal: (error: Error) => void;
  onError: (error: unknown) => void;
}

export interface Projection {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Highest sequence stored in this process's life. */
  readonly lastSequence: bigint;
}

interface Cursor {
  sessionId: string;
  sequence: bigint;
}

export function createProjection(options: ProjectionOptions): Projection {
  let lastSequence = 0n;

  async function store(tx: PoolClient, batch: KafkaBatch): Promise<void> {
    const cursor = await lockCursor(tx, options, batch);
    const fresh = freshEvents(batch.events, cursor, options.acceptNewSession ?? false);
    if (fresh.length === 0) return;
    await options.apply(tx, fresh);
    const last = fresh[fresh.length - 1] as EngineEvent;
    await moveCursor(tx, options, batch, last);
    if (last.sequence > lastSequence) lastSequence = last.sequence;
  }

  async function onBatch(batch: KafkaBatch): Promise<void> {
    const tx = await options.pool.connect();
    let broken: Error | undefined;
    // A connection that dies between two queries says so by an event, and one that nobody hears ends the process.
    const onLost = (error: Error) => {
      broken = error;
    };
    tx.on("error", onLost);
    try {
      await tx.query("BEGIN");
      await store(tx, batch);
      await tx.query("COMMIT");
    } catch (error) {
      broken ??= error as Error;
      await tx.query("ROLLBACK").catch(() => undefined);
      if (error instanceof UnknownSession) options.onFatal(error);
      else options.onError(error);
      throw error;
    } finally {
      tx.off("error", onLost);
      tx.release(broken);
    }
  }

  return {
    get lastSequence() {
      return lastSequence;
    },
    start: () => options.source.start(onBatch),
    stop: () => options.source.stop(),
  };
}

/**
 * Events above the cursor, each once: a bridge that was killed sends again from its checkpoint, so a batch may run back
 * and then forward again. A later session is only taken where the owner said so.
 */
function freshEvents(
  events: EngineEvent[],
  cursor: Cursor | null,
  acceptNew: boolean,
): EngineEvent[] {
  let { sessionId, sequence } = cursor ?? { sessionId: events[0]?.sessionId ?? "", sequence: 0n };
  return events.filter((event) => {
    if (event.sessionId !== sessionId) {
      if (!acceptNew) throw new UnknownSession(sessionId, event.sessionId);
      sessionId = event.sessionId;
      sequence = 0n;
    }
    if (event.sequence <= sequence) return false;
    sequence = event.sequence;
    return true;
  });
}

async function lockCursor(
  tx: PoolClient,
  options: ProjectionOptions,
  batch: KafkaBatch,
): Promise<Cursor | null> {
  const { rows } = await tx.query(
    `SELECT session_id, sequence FROM ${options.schema}.consumer_cursor
     WHERE consumer = $1 AND topic = $2 AND partition = $3 FOR UPDATE`,
    [options.consumer, batch.topic, batch.partition],
  );
  const row = rows[0] as { session_id: string; sequence: string } | undefined;
  return row ? { sessionId: row.session_id, sequence: BigInt(row.sequence) } : null;
}

async function moveCursor(
  tx: PoolClient,
  options: ProjectionOptions,
  batch: KafkaBatch,
  last: EngineEvent,
): Promise<void> {
  await tx.query(
    `INSERT INTO ${options.schema}.consumer_cursor VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (consumer, topic, partition) DO UPDATE SET session_id = $4, sequence = $5`,
    [options.consumer, batch.topic, batch.partition, last.sessionId, last.sequence],
  );
}
