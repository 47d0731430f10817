// Joins the feed of one replica with its readers: the ring, the waiters for a sequence and the open streams.
import { type EngineEvent, type FeedClient, TooOld } from "@hft/engine-client";
import { EngineUnavailableError, HistoryUnavailableError } from "@hft/service-kit";
import { GraphQLError } from "graphql";
import { EventBytes } from "./event-bytes.ts";
import { EventRing } from "./event-ring.ts";
import { createOpening } from "./opening.ts";
import type { EventHub } from "./stream.ts";

export interface LiveHub extends EventHub {
  /** The feed's handler calls this after state was changed. */
  publish(events: readonly EngineEvent[]): void;
  /** State was replaced by a snapshot. */
  restart(): void;
  /** Resolves true once `sequence` is applied, false after `limitMs`. */
  waitFor(sequence: bigint, limitMs: number): Promise<boolean>;
  readonly ring: EventRing;
  /** What `ring` holds and longer ago, for whoever asks for bytes only. */
  readonly said: EventBytes;
}

export interface LiveHubOptions {
  feed: () => FeedClient;
  ringCapacity?: number;
}

export function createLiveHub({ feed, ringCapacity = 20_000 }: LiveHubOptions): LiveHub {
  const ring = new EventRing(ringCapacity);
  const said = new EventBytes();
  const listeners = new Set<(events: readonly EngineEvent[]) => void>();
  const opening = createOpening();
  const waiters = new Set<{ sequence: bigint; resolve: () => void }>();

  function wake(): void {
    for (const waiter of waiters) if (feed().lastSequence >= waiter.sequence) waiter.resolve();
  }

  return {
    ring,
    said,
    ready: opening.wait,
    get sessionId() {
      return feed().sessionId;
    },
    get lastSequence() {
      return feed().lastSequence;
    },
    publish(events) {
      ring.push(events);
      said.push(events);
      for (const listener of listeners) listener(events);
      wake();
    },
    restart() {
      ring.clear();
      said.clear();
      opening.open();
      wake();
    },
    listen(onEvents) {
      listeners.add(onEvents);
      return () => listeners.delete(onEvents);
    },
    waitFor(sequence, limitMs) {
      if (feed().lastSequence >= sequence) return Promise.resolve(true);
      return new Promise((resolve) => {
        const waiter = { sequence, resolve: () => settle(true) };
        const timer = setTimeout(() => settle(false), limitMs);
        const settle = (isReached: boolean) => {
          clearTimeout(timer);
          waiters.delete(waiter);
          resolve(isReached);
        };
        waiters.add(waiter);
      });
    },
    async *range(after, upTo, history) {
      const held = ring.after(after);
      if (held) return yield held;
      try {
        yield* replayed(feed(), after, upTo);
      } catch (error) {
        if (!(error instanceof TooOld)) throw new EngineUnavailableError(undefined, error);
        if (!history) throw cursorGone(error);
        yield await history(feed().sessionId, after, error.oldestSequence - 1n).catch(unreadable);
        yield* replayed(feed(), error.oldestSequence - 1n, upTo);
      }
    },
  };
}

const CHUNK = 5_000n;

async function* replayed(
  feed: FeedClient,
  after: bigint,
  upTo: bigint,
): AsyncGenerator<EngineEvent[]> {
  for (let from = after + 1n; from <= upTo; from += CHUNK) {
    const to = from + CHUNK - 1n < upTo ? from + CHUNK - 1n : upTo;
    const part: EngineEvent[] = [];
    await feed.replay.replay(from, to, (events) => part.push(...events));
    yield part;
  }
}

const unreadable = (error: unknown): never => {
  throw new HistoryUnavailableError("The missed events cannot be read now; try again", error);
};

const cursorGone = (error: TooOld) =>
  new GraphQLError(`${error.message}; subscribe anew and take a snapshot query`, {
    extensions: { code: "CURSOR_GONE" },
  });
