import type { Log, Principal } from "@hft/service-kit";
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from "graphql";
import type { StreamPolicy } from "../gateway/field-policies.ts";
import type { SubscriptionPlan } from "../gateway/graph.ts";
import { rootOf } from "./batch.ts";
import { AFTER_VARIABLE, type StreamDocument } from "./stream-document.ts";
import type { UpstreamConnection } from "./upstream-connection.ts";

/** An event as it came, with its place in the stream where it has one. */
export interface FeedEvent {
  readonly event: FormattedExecutionResult;
  readonly sequence?: bigint | undefined;
  readonly cursor?: string | undefined;
}

/** Hears a feed. After `failed` or `completed` nothing more comes. */
export interface FeedSink {
  next(event: FeedEvent): void;
  failed(errors: readonly GraphQLFormattedError[]): void;
  completed(): void;
}

/** What is subscribed to, and on whose behalf. */
export interface FeedSource {
  readonly plan: SubscriptionPlan;
  readonly document: StreamDocument;
  readonly policy: StreamPolicy;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Stands for the scope, not for the first client's user. */
  readonly principal: Principal;
  readonly upstream: UpstreamConnection;
  readonly log: Log;
}

const BACKOFF_MS = { first: 50, most: 2_000 } as const;

const GAP =
  "The stream was interrupted and cannot be continued; take a snapshot and subscribe again";

/** Told to clients when events may be missing and no cursor leads back. */
export function gapErrors(): readonly GraphQLFormattedError[] {
  return [new GraphQLError(GAP, { extensions: { code: "GAP" } }).toJSON()];
}

/**
 * One upstream subscription that outlives its connections: lost, it is opened again from the last
 * cursor, and what was heard before is left out.
 */
export class UpstreamFeed {
  readonly #source: FeedSource;
  readonly #sink: FeedSink;
  #end: (() => void) | undefined;
  #retry: NodeJS.Timeout | undefined;
  #failures = 0;
  #isStopped = false;
  #isPaused = false;
  #isReopened = false;
  #wasHeard = false;
  #sequence: bigint | undefined;
  #cursor: string | undefined;

  constructor(source: FeedSource, sink: FeedSink) {
    this.#source = source;
    this.#sink = sink;
  }

  start(after?: string): void {
    const { plan, upstream, principal, variables } = this.#source;
    const names = plan.variableNames.filter((name) => name in variables);
    const picked = Object.fromEntries(names.map((name) => [name, variables[name]]));
    const position = after !== undefined && this.#canResume ? { [AFTER_VARIABLE]: after } : {};
    const request = { query: plan.query, variables: { ...picked, ...position } };
    this.#end = upstream.subscribe(request, principal, {
      next: (event) => this.#receive(event),
      lost: () => this.#lost(),
      failed: (errors) => (this.#isPassing(errors) ? this.#lost() : this.#sink.failed(errors)),
      completed: () => this.#sink.completed(),
    });
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    this.#end?.();
  }

  /** Ends the upstream until `caughtUp`, then goes on from there; only where a cursor leads back. */
  pauseUntil(caughtUp: Promise<unknown>): void {
    if (this.#isPaused || this.#cursor === undefined || !this.#canResume) return;
    this.#isPaused = true;
    this.#end?.();
    void caughtUp.then(() => {
      this.#isPaused = false;
      this.#reopen();
    });
  }

  get #canResume(): boolean {
    return this.#source.document.canResume;
  }

  #receive(event: FormattedExecutionResult): void {
    this.#failures = 0;
    this.#wasHeard = true;
    const root = rootOf(event, this.#source.document.names.root);
    const text = String(root?.["hftSequence"]);
    const sequence = /^\d+$/.test(text) ? BigInt(text) : undefined;
    const cursor = typeof root?.["hftCursor"] === "string" ? root["hftCursor"] : undefined;
    if (this.#isReopened && this.#isKnown(root, sequence)) return;
    this.#sequence = sequence ?? this.#sequence;
    this.#cursor = cursor ?? this.#cursor;
    this.#sink.next({ event, sequence, cursor });
  }

  /** A replica that was started anew has no state while the engine is away: no reason to end what runs. */
  #isPassing(errors: readonly GraphQLFormattedError[]): boolean {
    return this.#wasHeard && errors[0]?.extensions?.["code"] === "ENGINE_UNAVAILABLE";
  }

  /** The greeting of a reopened upstream, and batches heard before it broke, are no news to clients. */
  #isKnown(root: Record<string, unknown> | undefined, sequence: bigint | undefined): boolean {
    const events = root?.[this.#source.document.names.events[0] ?? ""];
    if (Array.isArray(events) && events.length === 0) return true;
    return sequence !== undefined && this.#sequence !== undefined && sequence <= this.#sequence;
  }

  #lost(): void {
    if (this.#isStopped || this.#isPaused) return;
    const { policy, plan, log } = this.#source;
    const isResumable = this.#cursor !== undefined && this.#canResume;
    if (this.#sequence !== undefined && policy.mode === "LOSSLESS" && !isResumable) {
      this.#sink.failed(gapErrors());
      return;
    }
    const waitMs = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** this.#failures);
    this.#failures += 1;
    log.warn({ subgraph: plan.service, waitMs }, "Upstream lost, subscribing again");
    // Jitter, so that many streams do not knock at the same moment.
    this.#retry = setTimeout(() => this.#reopen(), waitMs * (0.5 + Math.random() / 2));
  }

  #reopen(): void {
    if (this.#isStopped) return;
    // Without a cursor it is a new stream: its first, empty batch tells clients that it begins anew.
    if (!this.#canResume) {
      this.#sequence = undefined;
      this.#cursor = undefined;
    }
    this.#isReopened = this.#sequence !== undefined;
    this.start(this.#cursor);
  }
}
