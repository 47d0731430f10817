// Kafka → Postgres with exactly-once effect: rows and the cursor that covers them commit together, the Kafka offset after.
import type { Pool, PoolClient } from "pg";
import { type Cursor, type CursorOwner, lockCursors, moveCursors } from "./consumer-cursor.ts";
import { UnknownSession } from "./errors.ts";
import type { EngineEvent } from "./event.ts";
import type { KafkaBatch, KafkaSource } from "./kafka-source.ts";
import { PartStore } from "./part-store.ts";
import type { Apply, EventCheck, Quarantined } from "./quarantine.ts";
import { together } from "./together.ts";

export interface ProjectionOptions extends CursorOwner {
  source: KafkaSource;
  pool: Pool;
  /** Writes rows of events that were never seen before, in order, inside the transaction. */
  apply: Apply;
  acceptNewSession?: boolean;
  /** Made for each transaction, and asked of every event above the cursor before it may move it; without it all are taken. */
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

/** How far one topic's partitions have come. */
interface Move {
  topic: string;
  moved: ReadonlyMap<number, Cursor>;
}

/** What may move the cursor. */
interface Rules {
  problemOf: EventCheck | undefined;
  acceptNewSession: boolean | undefined;
}

export function createProjection(options: ProjectionOptions): Projection {
  let lastSequence = 0n;

  async function store(tx: PoolClient, batches: readonly KafkaBatch[]): Promise<void> {
    const rules = { problemOf: options.check?.(), acceptNewSession: options.acceptNewSession };
    const moves: Move[] = [];
    for (const [topic, ofTopic] of Map.groupBy(batches, (batch) => batch.topic)) {
      const moved = await storeTopic(tx, topic, ofTopic, rules);
      if (moved.size > 0) moves.push({ topic, moved });
    }
    const sent = moves.map(({ topic, moved }) => moveCursors(tx, options, topic, moved));
    await together([...sent, tx.query("COMMIT")]);
    for (const { sequence } of moves.flatMap(({ moved }) => [...moved.values()])) {
      if (sequence > lastSequence) lastSequence = sequence;
    }
  }

  async function storeTopic(
    tx: PoolClient,
    topic: string,
    batches: readonly KafkaBatch[],
    rules: Rules,
  ): Promise<ReadonlyMap<number, Cursor>> {
    const partitions = batches.map((batch) => batch.partition);
    const cursors = await lockCursors(tx, options, topic, partitions);
    const moved = new Map<number, Cursor>();
    const rows = new PartStore(tx, options.apply);
    try {
      for (const { partition, parts } of batches) {
        const cursor = moved.get(partition) ?? cursors.get(partition) ?? null;
        const reached = await addFresh(rows, parts, cursor, rules);
        if (reached && reached !== cursor) moved.set(partition, reached);
      }
      // Buried before the cursors move: a crash between the two buries twice, and never not at all.
      await bury(topic, await rows.end());
    } finally {
      await rows.settled();
    }
    return moved;
  }

  async function bury(topic: string, quarantined: readonly Quarantined[]): Promise<void> {
    if (quarantined.length === 0) return;
    await options.source.bury(topic, quarantined);
    for (const { event, reason } of quarantined) options.onQuarantine?.(event, reason);
  }

  async function onBatches(batches: readonly KafkaBatch[]): Promise<void> {
    const tx = await options.pool.connect();
    let broken: Error | undefined;
    // A connection that dies between two queries says so by an event, and one that nobody hears ends the process.
    const onLost = (error: Error) => {
      broken = error;
    };
    tx.on("error", onLost);
    try {
      await together([tx.query("BEGIN"), store(tx, batches)]);
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
    start: () => options.source.start(onBatches),
    stop: () => options.source.stop(),
  };
}

/** Adds what one partition has above its cursor; returns where it ends then. */
async function addFresh(
  rows: PartStore,
  parts: KafkaBatch["parts"],
  cursor: Cursor | null,
  rules: Rules,
): Promise<Cursor | null> {
  let reached = cursor;
  for await (const events of parts) {
    const { fresh, refused } = await freshEvents(events, reached, rules);
    await rows.add(fresh, refused);
    reached = fresh.at(-1) ?? reached;
  }
  return reached;
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
