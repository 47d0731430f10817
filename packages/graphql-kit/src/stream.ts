// A GraphQL stream made of engine events: live first, then the missed range, then live, no gap and no repeat.
import { larger } from "@hft/domain";
import type { EngineEvent } from "@hft/engine-client";
import { type CursorCodec, toGraphQLError } from "@hft/service-kit";
import { accountsOf, type Context } from "./context.ts";

/** A batch as resolvers hand it to GraphQL. */
export interface Batch<T> {
  events: T[];
  sequence: bigint;
  previousSequence: bigint;
  cursor: string;
  conflated: boolean;
}

/** Where streams get their events. */
export interface EventHub {
  readonly sessionId: string;
  readonly lastSequence: bigint;
  /** Resolves once this replica has the state of a snapshot; rejects with ENGINE_UNAVAILABLE after 2 s. */
  ready(): Promise<void>;
  /** Calls back with every dense run of events until the returned function is called. */
  listen(onEvents: (events: readonly EngineEvent[]) => void): () => void;
  /** Ring → engine replay → `history` for what the engine no longer keeps. Throws CURSOR_GONE when it is nowhere. */
  range(after: bigint, upTo: bigint, history?: HistoryRange): AsyncIterable<readonly EngineEvent[]>;
}

/** Reads old events, both ends included above `after`, from the subgraph's own tables. */
export type HistoryRange = (
  sessionId: string,
  after: bigint,
  upTo: bigint,
) => Promise<EngineEvent[]>;

export interface StreamOptions<T> {
  hub: EventHub;
  codec: CursorCodec;
  /** Field name; a cursor of one stream fits no other. */
  scope: string;
  after: string | null | undefined;
  /** What the stream shows of an event; null = nothing. */
  map: (event: EngineEvent) => T | null;
  /** Fetches what `map` needs to know of these events; the stream ends with its error. */
  prepare?: (events: readonly EngineEvent[]) => Promise<void>;
  history?: HistoryRange;
  /** Batches that may wait for a reader before the stream is ended. */
  capacity?: number;
}

const DEFAULT_CAPACITY = 10_000;

/** What a private stream is asked with: its arguments and who asks. */
export interface Subscribed {
  args: { accountId?: string | null; after?: string | null };
  context: Context;
}

/** A private stream: `streamBatches` of the events of the accounts that this client may see and asked for. */
export interface PrivateStreamOptions<T>
  extends Omit<StreamOptions<T>, "after" | "map" | "history"> {
  subscribed: Subscribed;
  /** Called for events of these accounts only. */
  map: (event: AccountEvent) => T | null;
  history: (accounts: readonly string[]) => HistoryRange;
}

/** An engine event that belongs to one account. */
export type AccountEvent = EngineEvent & {
  message: Extract<NonNullable<EngineEvent["message"]>, { accountId: string }>;
};

/** Throws FORBIDDEN or NOT_FOUND for an account that is not the client's. */
export function privateBatches<T>(options: PrivateStreamOptions<T>) {
  const { subscribed, map, history, prepare, ...rest } = options;
  const accounts = accountsOf(subscribed.context.principal, subscribed.args.accountId);
  const own = new Set(accounts);
  const isOwn = (event: EngineEvent): event is AccountEvent =>
    event.message !== null && "accountId" in event.message && own.has(event.message.accountId);
  return streamBatches({
    ...rest,
    after: subscribed.args.after,
    history: history(accounts),
    map: (event) => (isOwn(event) ? map(event) : null),
    ...(prepare && { prepare: (events: readonly EngineEvent[]) => prepare(events.filter(isOwn)) }),
  });
}

/** The async iterable of a subscription. Ends with an error, never silently, when the reader is too slow. */
export function streamBatches<T>(options: StreamOptions<T>): AsyncIterableIterator<Batch<T>> {
  const queue = createQueue(options.capacity ?? DEFAULT_CAPACITY);
  const stop = options.hub.listen(queue.push);
  const batches = generate(options, queue);
  const end = () => {
    stop();
    queue.close();
  };
  return {
    next: async () => {
      try {
        const result = await batches.next();
        if (result.done) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    // A generator only returns at a yield: closing the queue lets one that waits for events reach its end.
    return: async () => {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* generate<T>(
  options: StreamOptions<T>,
  queue: AsyncIterable<Events>,
): AsyncGenerator<Batch<T>> {
  const { hub } = options;
  // Before it, all of the past would be news, and no cursor would be of this session.
  await hub.ready();
  const joined = hub.lastSequence;
  const from = startOf(options);
  const batch = batchMaker(options, from);
  let last = from;
  yield batch([], from);
  const step = async function* (events: Events) {
    const fresh = events.filter((e) => e.sequence > last);
    await options.prepare?.(fresh);
    const shown = fresh.map(options.map).filter((e) => e !== null);
    last = larger(last, events.at(-1)?.sequence ?? last);
    if (shown.length > 0) yield batch(shown, last);
  };
  if (joined > from) {
    for await (const events of hub.range(from, joined, options.history)) yield* step(events);
  }
  for await (const events of queue) {
    const first = events[0]?.sequence ?? last;
    // The replica took a new snapshot: what lies between must still be shown.
    if (first > last + 1n)
      for await (const missed of hub.range(last, first - 1n, options.history)) yield* step(missed);
    yield* step(events);
  }
}

function batchMaker<T>({ hub, codec, scope }: StreamOptions<T>, from: bigint) {
  let previousSequence = from;
  return (events: T[], sequence: bigint): Batch<T> => {
    const cursor = codec.encode({ sessionId: hub.sessionId, sequence, scope });
    const made = { events, sequence, previousSequence, cursor, conflated: false };
    previousSequence = sequence;
    return made;
  };
}

function startOf<T>({ hub, codec, scope, after }: StreamOptions<T>): bigint {
  if (!after) return hub.lastSequence;
  const { sequence } = codec.decode(after, { scope, sessionId: hub.sessionId });
  if (sequence > hub.lastSequence + 1_000_000n)
    throw toGraphQLError("VALIDATION_FAILED", "cursor is ahead of the engine");
  return sequence;
}

type Events = readonly EngineEvent[];

/** Hands runs of events from the feed to one reader; throws in the reader once more than `capacity` wait. */
function createQueue(
  capacity: number,
): AsyncIterable<Events> & { push: (events: Events) => void; close: () => void } {
  const waiting: Events[] = [];
  let wake: (() => void) | null = null;
  let isOverflow = false;
  let isClosed = false;
  return {
    close() {
      isClosed = true;
      wake?.();
    },
    push(events) {
      if (waiting.length >= capacity) isOverflow = true;
      else waiting.push(events);
      wake?.();
      wake = null;
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (waiting.length > 0 && !isOverflow) yield waiting.shift() as Events;
        if (isClosed) return;
        if (isOverflow)
          throw toGraphQLError(
            "INTERNAL",
            "stream reader is too slow: resume from the last cursor",
          );
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
