import { type Log, maskError, type Principal } from "@hft/service-kit";
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from "graphql";
import type { StreamPolicy } from "../gateway/field-policies.ts";
import type { SubscriptionPlan } from "../gateway/graph.ts";
import { createRequestContext } from "../request-context.ts";
import { type Batch, emptyBatch, rootOf } from "./batch.ts";
import { createBatchRing } from "./batch-ring.ts";
import { createIntervalLane, type IntervalLane } from "./interval-lane.ts";
import { AFTER_VARIABLE, type StreamDocument } from "./stream-document.ts";
import type { UpstreamConnection } from "./upstream-connection.ts";

/** One client's place in a stream. */
export interface StreamMember {
  readonly intervalMs: number;
  deliver(batch: Batch): void;
  failed(errors: readonly GraphQLFormattedError[]): void;
  completed(): void;
}

/** One upstream subscription and everybody who listens to it. */
export interface SharedStream {
  readonly memberCount: number;
  readonly hasEmitted: boolean;
  join(member: StreamMember): void;
  /** Joins after the batch with this cursor, if it is still remembered. */
  joinAfter(cursor: string, member: StreamMember, options?: { isGreeted: boolean }): boolean;
  leave(member: StreamMember): void;
  start(after?: string): void;
  stop(): void;
}

/** What a stream is made of. */
export interface SharedStreamOptions {
  readonly plan: SubscriptionPlan;
  readonly document: StreamDocument;
  readonly policy: StreamPolicy;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Stands for the scope, not for the first client's user. */
  readonly principal: Principal;
  readonly upstream: UpstreamConnection;
  readonly log: Log;
  /** Called after each batch. */
  readonly onEmitted?: (batch: Batch) => void;
  /** The stream has ended by itself; it can be forgotten. */
  readonly onEnded: () => void;
}

const BACKOFF_MS = { first: 50, most: 2_000 } as const;

/** More events than this in the works: the stream is paused by ending it and resumes by cursor. */
const MAX_IN_WORK = 4_096;

function gap(): readonly GraphQLFormattedError[] {
  const message = "The stream was interrupted and cannot be continued; take a snapshot and subscribe again";
  return [new GraphQLError(message, { extensions: { code: "GAP" } }).toJSON()];
}

/** Builds a stream; `start` opens its upstream. */
export function createSharedStream(options: SharedStreamOptions): SharedStream {
  const { plan, document, policy, upstream, variables } = options;
  const { names } = document;
  const members = new Set<StreamMember>();
  const lanes = new Map<number, { lane: IntervalLane; members: Set<StreamMember> }>();
  const ring = createBatchRing();
  let end: (() => void) | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;
  let isStopped = false;
  let isReopened = false;
  let isPaused = false;
  let inWork = 0;
  let received: { sequence?: bigint; cursor?: string } = {};
  let tail: Promise<unknown> = Promise.resolve();

  function sendAll(to: Iterable<StreamMember>, batch: Batch): void {
    for (const member of to) member.deliver(batch);
  }

  function emit(batch: Batch): void {
    ring.push(batch);
    for (const member of members) if (member.intervalMs === 0) member.deliver(batch);
    for (const { lane } of lanes.values()) lane.push(batch);
    options.onEmitted?.(batch);
  }

  async function complete(event: FormattedExecutionResult, sequence: bigint | undefined) {
    const needsSequence = policy.scope === "ACCOUNT" && sequence !== undefined;
    const principal = { ...options.principal, ...(needsSequence && { minSequence: sequence }) };
    const result = await plan.complete(event, variables, createRequestContext(principal));
    const errors = result.errors?.map((error) => maskError(error, error, principal.requestId));
    const { data } = result;
    return { ...(data !== undefined && { data }), ...(errors && { errors }) };
  }

  /** Empty batches of a reopened upstream and batches heard before it broke are no news to clients. */
  function isKnown(root: Record<string, unknown> | undefined, sequence: bigint | undefined): boolean {
    const events = root && names.events[0] !== undefined ? root[names.events[0]] : undefined;
    if (isReopened && Array.isArray(events) && events.length === 0) return true;
    const isOld = sequence !== undefined && received.sequence !== undefined && sequence <= received.sequence;
    return isReopened && isOld;
  }

  function next(event: FormattedExecutionResult): void {
    failures = 0;
    const root = rootOf(event, names.root);
    const sequenceText = root?.["hftSequence"];
    const cursor = root?.["hftCursor"];
    const sequence = /^\d+$/.test(String(sequenceText)) ? BigInt(String(sequenceText)) : undefined;
    if (isKnown(root, sequence)) return;
    if (sequence !== undefined) received.sequence = sequence;
    if (typeof cursor === "string") received.cursor = cursor;
    inWork += 1;
    // Entity fetches of several events run together; batches leave in the order events came.
    const work = complete(event, sequence);
    const meta = { sequence: sequence?.toString(), cursor: typeof cursor === "string" ? cursor : undefined };
    tail = tail.then(async () => {
      const result = await work;
      inWork -= 1;
      if (!isStopped) emit({ result, text: JSON.stringify(result), ...meta });
    }).catch((err: unknown) => {
      options.log.error({ err }, "An event could not be completed");
      finish((member) => member.failed(gap()));
    });
    if (inWork > MAX_IN_WORK) pause();
  }

  /** Ends the upstream until what was received is out, then goes on from there. */
  function pause(): void {
    if (isPaused || received.cursor === undefined) return;
    isPaused = true;
    end?.();
    void tail.then(() => {
      isPaused = false;
      reopen();
    });
  }

  function finish(tell: (member: StreamMember) => void): void {
    if (isStopped) return;
    const listeners = [...members];
    stop();
    options.onEnded();
    for (const member of listeners) tell(member);
  }

  function reopen(): void {
    if (isStopped) return;
    // Without a cursor it is a new stream: its first, empty batch tells clients that it begins anew.
    if (!document.canResume) received = {};
    isReopened = received.sequence !== undefined;
    open(received.cursor);
  }

  function lost(): void {
    if (isStopped || isPaused) return;
    const isResumable = received.cursor !== undefined && document.canResume;
    if (received.sequence !== undefined && policy.mode === "LOSSLESS" && !isResumable) {
      return finish((member) => member.failed(gap()));
    }
    const waitMs = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** failures);
    failures += 1;
    options.log.warn({ service: plan.service, waitMs }, "Upstream lost, subscribing again");
    retry = setTimeout(reopen, waitMs * (0.5 + Math.random() / 2));
  }

  function open(after: string | undefined): void {
    const picked = Object.fromEntries(
      plan.variableNames.filter((name) => name in variables).map((name) => [name, variables[name]]),
    );
    const all = after !== undefined && document.canResume ? { ...picked, [AFTER_VARIABLE]: after } : picked;
    end = upstream.subscribe({ query: plan.query, variables: all }, options.principal, {
      next,
      lost,
      failed: (errors) => {
        const masked = errors.map((error) => maskError(error, error, options.principal.requestId));
        void tail.then(() => finish((member) => member.failed(masked)));
      },
      completed: () => void tail.then(() => finish((member) => member.completed())),
    });
  }

  function enter(member: StreamMember): void {
    members.add(member);
    if (member.intervalMs === 0) return;
    const lane = lanes.get(member.intervalMs) ?? addLane(member.intervalMs);
    lane.members.add(member);
  }

  function addLane(intervalMs: number) {
    const laneMembers = new Set<StreamMember>();
    const send = (batch: Batch): void => sendAll(laneMembers, batch);
    const entry = { lane: createIntervalLane({ intervalMs, names, policy, send }), members: laneMembers };
    lanes.set(intervalMs, entry);
    return entry;
  }

  function stop(): void {
    isStopped = true;
    clearTimeout(retry);
    end?.();
    for (const { lane } of lanes.values()) lane.stop();
    members.clear();
  }

  function greet(member: StreamMember, here: Batch): void {
    const text = emptyBatch(here, names);
    if (text) member.deliver({ ...here, result: JSON.parse(text), text });
  }

  return {
    get memberCount() {
      return members.size;
    },
    get hasEmitted() {
      return ring.last !== undefined;
    },
    join(member) {
      enter(member);
      if (ring.last) greet(member, ring.last);
    },
    joinAfter(cursor, member, joining) {
      const batches = ring.from(cursor);
      if (!batches) return false;
      const [here, ...missed] = batches;
      if (!joining?.isGreeted) greet(member, here);
      for (const batch of missed) member.deliver(batch);
      enter(member);
      return true;
    },
    leave(member) {
      members.delete(member);
      const entry = lanes.get(member.intervalMs);
      if (!entry?.members.has(member)) return;
      if (entry.members.size === 1) {
        entry.lane.stop();
        lanes.delete(member.intervalMs);
      }
      entry.members.delete(member);
    },
    start: open,
    stop,
  };
}
