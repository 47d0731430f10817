// State now and every change after it: subscribe, buffer, snapshot, replay. Loss on the feed is seen by sequence and
// filled from the replay socket; a gap that stays open for 2 s leads to a new snapshot.
import {
  type BookDelta,
  type BookTop,
  decode,
  type HopTimes,
  readFeedFrame,
  unframe,
  WireError,
} from "@hft/wire";
import { Subscriber } from "zeromq";
import { TooOld, UnknownSession } from "./errors.ts";
import { type EngineEvent, engineEvent } from "./event.ts";
import { ReplayClient, type Snapshot } from "./replay-client.ts";
import { type GateStep, SequenceGate } from "./sequence-gate.ts";

/** LIVE: dense and fresh · GAP: events are missing and asked for · STALE: no frame for 2 s · SYNCING: no state yet. */
export type FeedState = "SYNCING" | "LIVE" | "GAP" | "STALE";

/** What a reader does with what it hears; every call is synchronous and in order. */
export interface FeedHandler {
  /** At the start and after a gap that could not be closed: replaces all state. */
  onSnapshot?(snapshot: Snapshot): void;
  /** Dense above the snapshot (or above `from`). */
  onEvents?(events: EngineEvent[]): void;
  onDepth?(message: BookDelta | BookTop): void;
  /**
   * Depth may be missing: the feed was connected, for the first time or anew, or lost frames. It is heard again, so a
   * book that is asked for now misses nothing.
   */
  onDepthLost?(): void;
  onHopTimes?(message: HopTimes): void;
  onState?(state: FeedState): void;
  /** The engine has another session than before: the owner must stop. */
  onFatal?(error: Error): void;
}

export interface FeedClientOptions {
  feedEndpoint: string;
  replayEndpoint: string;
  /** Bits of SnapshotKind; 0 = no snapshot, begin at `from`. */
  snapshotKinds: number;
  /** First sequence wanted where there is no snapshot. */
  from?: bigint;
  /** Go on when the engine has a new session. */
  acceptNewSession?: boolean;
  /** Frames to pretend lost; for tests of the gap machine. */
  loseFrame?: () => boolean;
}

const STALE_MS = 2_000;
const GAP_LIMIT_MS = 2_000;
/** Frames of the connection before may still be unread when a new one is told of; an event frame is due each 100 ms. */
const SETTLED_MS = 250;
/** Subscribed to in this order (libzmq does so again): where events are heard, depth is. */
const TOPICS = ["b", "e", "t"];

interface Held {
  events: EngineEvent[];
  next: bigint;
}

export class FeedClient {
  readonly #options: FeedClientOptions;
  readonly #handler: FeedHandler;
  readonly #socket = new Subscriber({
    linger: 0,
    receiveHighWaterMark: 100_000,
    reconnectInterval: 50,
    reconnectMaxInterval: 500,
  });
  readonly #replay: ReplayClient;
  #gate: SequenceGate | null = null;
  #held: Held[] = [];
  #session = "";
  #state: FeedState = "SYNCING";
  #lastFrameMs = 0;
  #gapSinceMs = 0;
  /** When depth was last lost; null once the handler knows. */
  #depthLostMs: number | null = null;
  #lastSequence = 0n;
  #watch: NodeJS.Timeout | undefined;
  #isStopped = false;
  #counters = { frames: 0, gaps: 0, resyncs: 0, unreadable: 0 };

  constructor(options: FeedClientOptions, handler: FeedHandler) {
    this.#options = options;
    this.#handler = handler;
    this.#replay = new ReplayClient(options.replayEndpoint);
  }

  get state(): FeedState {
    return this.#state;
  }
  get sessionId(): string {
    return this.#session;
  }
  /** Last sequence applied, also while a new snapshot is asked for; 0n before the first. */
  get lastSequence(): bigint {
    return this.#gate ? this.#gate.expected - 1n : this.#lastSequence;
  }
  get counters(): Readonly<{ frames: number; gaps: number; resyncs: number; unreadable: number }> {
    return this.#counters;
  }
  /** The replay socket, for ranges and snapshots besides the feed's own. */
  get replay(): ReplayClient {
    return this.#replay;
  }

  start(): void {
    this.#socket.events.on("connect", () => {
      this.#depthLostMs = Date.now();
    });
    this.#socket.connect(this.#options.feedEndpoint);
    this.#socket.subscribe(...TOPICS.filter((topic) => this.#wants(topic)));
    this.#replay.start();
    void this.#receive();
    void this.#sync();
    this.#watch = setInterval(() => this.#look(), 250);
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#watch);
    this.#socket.close();
    this.#replay.stop();
  }

  #wants(topic: string): boolean {
    if (topic === "b") return this.#handler.onDepth !== undefined;
    return topic === "e" || this.#handler.onHopTimes !== undefined;
  }

  async #receive(): Promise<void> {
    for await (const [topic, body] of this.#socket) {
      if (!topic || !body) continue;
      this.#onMessage(topic.toString(), body);
    }
  }

  /** A frame that cannot be read is a lost frame: the next one shows the gap. */
  #onMessage(topic: string, body: Buffer): void {
    try {
      if (topic === "e") this.#onFrame(body);
      else this.#onState(body);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#counters.unreadable += 1;
    }
  }

  #onState(body: Buffer): void {
    for (const bytes of unframe(body)) {
      const message = decode(bytes);
      if (message?.type === "HopTimes") this.#handler.onHopTimes?.(message);
      else if (message?.type === "BookDelta" || message?.type === "BookTop")
        this.#handler.onDepth?.(message);
    }
  }

  #onFrame(body: Buffer): void {
    this.#lastFrameMs = Date.now();
    if (this.#options.loseFrame?.()) return;
    this.#counters.frames += 1;
    const feed = readFeedFrame(body);
    if (!this.#sameSession(feed.sessionId)) return;
    this.#tellDepthLost();
    const events = feed.messages.map((bytes, i) =>
      engineEvent(feed.sessionId, feed.firstSequence + BigInt(i), bytes),
    );
    this.#take({ events, next: feed.firstSequence + BigInt(events.length) });
  }

  #tellDepthLost(): void {
    if (this.#depthLostMs === null || Date.now() - this.#depthLostMs < SETTLED_MS) return;
    this.#depthLostMs = null;
    this.#handler.onDepthLost?.();
  }

  #sameSession(sessionId: string): boolean {
    if (this.#session === "") this.#session = sessionId;
    if (this.#session === sessionId) return true;
    if (!this.#options.acceptNewSession) {
      this.#handler.onFatal?.(new UnknownSession(this.#session, sessionId));
      this.stop();
      return false;
    }
    this.#session = sessionId;
    void this.#sync();
    return false;
  }

  #take(held: Held): void {
    if (!this.#gate) {
      this.#held.push(held);
      if (this.#held.length > 10_000) this.#held.shift();
      return;
    }
    this.#apply(this.#gate, this.#gate.take(held.events, held.next));
  }

  #apply(gate: SequenceGate, step: GateStep): void {
    if (step.apply.length > 0) this.#handler.onEvents?.(step.apply);
    if (step.isOverflow) return void this.#sync();
    if (step.request) void this.#fill(gate, step.request);
    this.#show();
  }

  async #fill(gate: SequenceGate, range: { from: bigint; to: bigint }): Promise<void> {
    this.#counters.gaps += 1;
    this.#depthLostMs ??= Date.now();
    try {
      await this.#replay.replay(range.from, range.to, (events) => {
        const last = events.at(-1);
        if (last && this.#gate === gate) this.#apply(gate, gate.take(events, last.sequence + 1n));
      });
    } catch (error) {
      if (this.#gate !== gate || this.#isStopped) return;
      if (error instanceof TooOld) return void this.#sync();
      gate.forgetRequest();
    }
    this.#show();
  }

  /** Takes a snapshot (or begins at `from`) and applies what was held meanwhile; tries until it works. */
  async #sync(): Promise<void> {
    this.#lastSequence = this.lastSequence;
    this.#gate = null;
    this.#counters.resyncs += 1;
    this.#show();
    while (!this.#isStopped) {
      try {
        const gate = await this.#begin();
        for (const held of this.#held.splice(0))
          this.#apply(gate, gate.take(held.events, held.next));
        this.#gate = gate;
        return this.#show();
      } catch (error) {
        if (this.#isStopped || error instanceof UnknownSession)
          return this.#handler.onFatal?.(error as Error);
      }
    }
  }

  async #begin(): Promise<SequenceGate> {
    if (this.#options.snapshotKinds === 0) return new SequenceGate(this.#options.from ?? 1n);
    const snapshot = await this.#replay.snapshot(this.#options.snapshotKinds);
    if (this.#session === "") this.#session = snapshot.sessionId;
    if (this.#session !== snapshot.sessionId)
      throw new UnknownSession(this.#session, snapshot.sessionId);
    this.#lastSequence = snapshot.asOfSequence;
    this.#handler.onSnapshot?.(snapshot);
    return new SequenceGate(snapshot.asOfSequence + 1n);
  }

  #look(): void {
    const gate = this.#gate;
    if (!gate?.hasGap) this.#gapSinceMs = Date.now();
    else if (Date.now() - this.#gapSinceMs > GAP_LIMIT_MS && this.#options.snapshotKinds !== 0) {
      this.#gapSinceMs = Date.now();
      void this.#sync();
    }
    this.#show();
  }

  #show(): void {
    const state = this.#stateNow();
    if (state === this.#state) return;
    this.#state = state;
    this.#handler.onState?.(state);
  }

  #stateNow(): FeedState {
    if (!this.#gate) return "SYNCING";
    if (Date.now() - this.#lastFrameMs > STALE_MS) return "STALE";
    return this.#gate.hasGap ? "GAP" : "LIVE";
  }
}
