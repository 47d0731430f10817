// Kafka → Postgres with exactly-once effect: rows and the cursor that covers them commit together, the Kafka offset after.
import type { Pool, PoolClient } from "pg";
import { UnknownSession } from "./errors.ts";
import type { EngineEvent } from "./event.ts";
import type { KafkaBatch, KafkaSource } from "./kafka-source.ts";
import { applyOrQuarantine, type EventCheck, type Quarantined } from "./quarantine.ts";

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
  /** Made for each batch, and asked of every event above the cursor before it may move it; without it all are taken. */
  check?: () => EventCheck;
  /** An event went to the dead topic. */
  onQuarantine?: (event: EngineEvent, reason: string) => void;
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

/** What may move the cursor. */
interface Rules {
  problemOf: EventCheck | undefined;
  acceptNewSession: boolean | undefined;
}

export function createProjection(options: ProjectionOptions): Projection {
  let lastSequence = 0n;

  async function store(tx: PoolClient, batch: KafkaBatch): Promise<void> {
    const cursor = await lockCursor(tx, options, batch);
    const rules = { problemOf: options.check?.(), acceptNewSession: options.acceptNewSession };
    const quarantined: Quarantined[] = [];
    let reached: Cursor | null = cursor;
    for await (const events of batch.parts) {
      const { fresh, refused } = await freshEvents(events, reached, rules);
      const unfit = fresh.length > 0 ? await applyOrQuarantine(tx, fresh, options.apply) : [];
      quarantined.push(...refused, ...unfit);
      reached = fresh.at(-1) ?? reached;
    }
    // Buried before the cursor moves: a crash between the two buries twice, and never not at all.
    await bury(batch, quarantined);
    if (!reached || reached === cursor) return;
    await moveCursor(tx, options, batch, reached);
    if (reached.sequence > lastSequence) lastSequence = reached.sequence;
  }

  async function bury(batch: KafkaBatch, quarantined: readonly Quarantined[]): Promise<void> {
    if (quarantined.length === 0) return;
    await options.source.bury(batch, quarantined);
    for (const { event, reason } of quarantined) options.onQuarantine?.(event, reason);
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
 * and then forward again. A later session is only taken where the owner said so. What the check refuses moves nothing.
 */
async function freshEvents(
  events: readonly EngineEvent[],
  cursor: Cursor | null,
  { problemOf, acceptNewSession = false }: Rules,
): Promise<{ fresh: EngineEvent[]; refused: Quarantined[] }> {
  let { sessionId, sequence } = cursor ?? { sessionId: "", sequence: 0n };
  const fresh: EngineEvent[] = [];
  const refused: Quarantined[] = [];
  for (const event of events) {
    const isKnown = event.sessionId === sessionId;
    if (isKnown && event.sequence <= sequence) continue;
    const reason = (await problemOf?.(event, sessionId)) ?? null;
    if (reason !== null) {
      refused.push({ event, reason });
      continue;
    }
    if (!isKnown && sessionId !== "" && !acceptNewSession) {
      throw new UnknownSession(sessionId, event.sessionId);
    }
    ({ sessionId, sequence } = event);
    fresh.push(event);
  }
  return { fresh, refused };
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
  { sessionId, sequence }: Cursor,
): Promise<void> {
  await tx.query(
    `INSERT INTO ${options.schema}.consumer_cursor VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (consumer, topic, partition) DO UPDATE SET session_id = $4, sequence = $5`,
    [options.consumer, batch.topic, batch.partition, sessionId, sequence],
  );
}
