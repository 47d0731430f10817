import { maskError } from "@hft/service-kit";
import type { FormattedExecutionResult } from "graphql";
import { createRequestContext } from "../request-context.ts";
import { type Batch, emptyBatch, hasFailed } from "./batch.ts";
import { createBatchRing } from "./batch-ring.ts";
import { MemberSet, type StreamMember } from "./member-set.ts";
import { type FeedEvent, type FeedSource, gapErrors, UpstreamFeed } from "./upstream-feed.ts";

/** What a stream is made of. */
export interface SharedStreamOptions extends FeedSource {
  /** Called after each batch. */
  readonly onEmitted?: (batch: Batch) => void;
  /** The stream has ended by itself; it can be forgotten. */
  readonly onEnded: () => void;
}

/** More events than this in the works: the feed waits until they are out. */
const MAX_IN_WORK = 4_096;

/** One upstream subscription and everybody who listens to it: each event is completed and written once. */
export class SharedStream {
  readonly #options: SharedStreamOptions;
  readonly #members: MemberSet;
  readonly #ring = createBatchRing();
  readonly #feed: UpstreamFeed;
  #isEnded = false;
  #inWork = 0;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(options: SharedStreamOptions) {
    this.#options = options;
    this.#members = new MemberSet(options.document.names, options.policy);
    this.#feed = new UpstreamFeed(options, {
      next: (event) => this.#next(event),
      failed: (errors) => this.#afterAll(() => this.#fail(errors)),
      completed: () => this.#afterAll(() => this.#finish((member) => member.completed())),
    });
  }

  get memberCount(): number {
    return this.#members.size;
  }

  start(after?: string): void {
    this.#feed.start(after);
  }

  stop(): void {
    this.#isEnded = true;
    this.#feed.stop();
    this.#members.stop();
  }

  join(member: StreamMember): void {
    this.#members.add(member);
    if (this.#ring.last) this.#greet(member, this.#ring.last);
  }

  remembers(cursor: string): boolean {
    return this.#ring.from(cursor) !== undefined;
  }

  /** Joins after the batch with this cursor; false when it is not (or no longer) remembered. */
  joinAfter(cursor: string, member: StreamMember, joining?: { isGreeted: boolean }): boolean {
    const batches = this.#ring.from(cursor);
    if (!batches) return false;
    const [here, ...missed] = batches;
    if (!joining?.isGreeted) this.#greet(member, here);
    for (const batch of missed) member.deliver(batch);
    this.#members.add(member);
    return true;
  }

  leave(member: StreamMember): void {
    this.#members.delete(member);
  }

  #greet(member: StreamMember, here: Batch): void {
    const text = emptyBatch(here, this.#options.document.names);
    if (text) member.deliver({ ...here, result: JSON.parse(text), text });
  }

  #next({ event, sequence, cursor }: FeedEvent): void {
    this.#inWork += 1;
    // Entity fetches of several events run together; batches leave in the order events came.
    const work = this.#complete(event, sequence);
    this.#afterAll(async () => {
      const result = await work;
      this.#inWork -= 1;
      this.#emit({ result, text: JSON.stringify(result), sequence: sequence?.toString(), cursor });
    });
    if (this.#inWork > MAX_IN_WORK) this.#feed.pauseUntil(this.#tail);
  }

  /** Queues behind everything received before; a failure there ends the stream, never silently. */
  #afterAll(work: () => unknown): void {
    this.#tail = this.#tail.then(work).catch((err: unknown) => {
      this.#options.log.error({ err }, "An event could not be completed");
      this.#fail(gapErrors());
    });
  }

  async #complete(event: FormattedExecutionResult, sequence: bigint | undefined) {
    const { plan, policy, variables, principal } = this.#options;
    // Fields of other subgraphs are at least as new as the event; public streams count otherwise.
    const isEngineSequence = policy.scope === "ACCOUNT" && sequence !== undefined;
    const reader = { ...principal, ...(isEngineSequence && { minSequence: sequence }) };
    const result = await plan.complete(event, variables, createRequestContext(reader));
    const errors = result.errors?.map((error) => maskError(error, error, principal.requestId));
    return { ...(result.data !== undefined && { data: result.data }), ...(errors && { errors }) };
  }

  #emit(batch: Batch): void {
    if (this.#isEnded) return;
    const { policy, document } = this.#options;
    const isFailed = hasFailed(batch, document.names);
    if (isFailed && policy.mode === "LOSSLESS") {
      this.#fail(batch.result.errors ?? gapErrors());
      return;
    }
    // Nobody can be greeted with one that says nothing, nor go on behind it unaware.
    if (!isFailed) this.#ring.push(batch);
    this.#members.deliver(batch);
    this.#options.onEmitted?.(batch);
  }

  #fail(errors: Parameters<StreamMember["failed"]>[0]): void {
    const { requestId } = this.#options.principal;
    const masked = errors.map((error) => maskError(error, error, requestId));
    this.#finish((member) => member.failed(masked));
  }

  #finish(tell: (member: StreamMember) => void): void {
    if (this.#isEnded) return;
    const listeners = this.#members.all();
    this.stop();
    this.#options.onEnded();
    for (const member of listeners) tell(member);
  }
}
