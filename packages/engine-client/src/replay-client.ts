// Asks 5557 for ranges of events and for snapshots. One socket, many requests, answers in chunks.
import {
  decode,
  encode,
  frame,
  type Message,
  type ReplayChunk,
  type SnapshotChunk,
  sessionText,
  unframe,
} from "@hft/wire";
import { Dealer } from "zeromq";
import { EngineTimeout, TooOld } from "./errors.ts";
import { type EngineEvent, engineEvent } from "./event.ts";
import { createSendQueue, type SendQueue } from "./send-queue.ts";

/** Bits of SnapshotRequest.kinds. */
export const SnapshotKind = {
  ORDERS: 1,
  ACCOUNTS: 2,
  POSITIONS: 4,
  INSTRUMENTS: 8,
  BOOK: 16,
  TRADING_STATES: 32,
} as const;

/** State of the engine at one sequence. */
export interface Snapshot {
  sessionId: string;
  asOfSequence: bigint;
  messages: Message[];
}

interface Pending {
  onChunk: (head: ReplayChunk | SnapshotChunk, bodies: Buffer[]) => void;
  reject: (error: Error) => void;
  restart: () => void;
}

const CHUNK_TIMEOUT_MS = 2_000;

export class ReplayClient {
  readonly #socket = new Dealer({
    linger: 0,
    reconnectInterval: 50,
    reconnectMaxInterval: 500,
    sendTimeout: 1_000,
  });
  readonly #queue: SendQueue;
  readonly #pending = new Map<bigint, Pending>();
  readonly #endpoint: string;
  #nextId = 1n;

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
    this.#queue = createSendQueue(this.#socket, () => undefined);
  }

  start(): void {
    // What the lost connection was asked will not be answered on the next one.
    this.#socket.events.on("disconnect", () => this.#failAll("replay socket was disconnected"));
    this.#socket.connect(this.#endpoint);
    void this.#receive();
  }

  stop(): void {
    this.#failAll("client stopped");
    this.#socket.close();
  }

  #failAll(why: string): void {
    for (const pending of [...this.#pending.values()])
      pending.reject(new EngineTimeout(why, false));
  }

  /**
   * Events `from`..`to`, both included, in batches as they arrive; `to` 0n = up to the last durable one. Resolves with
   * the last sequence delivered (from - 1n when there was none). Rejects with TooOld, or EngineTimeout after 2 s without
   * a chunk.
   */
  replay(from: bigint, to: bigint, onBatch: (events: EngineEvent[]) => void): Promise<bigint> {
    return this.#ask<bigint>(
      (requestId) => ({ type: "ReplayRequest", requestId, from, to }),
      (head, bodies, done) => {
        if (head.type !== "ReplayChunk") return;
        const sessionId = sessionText(head.sessionIdHi, head.sessionIdLo);
        onBatch(
          bodies.map((bytes, i) => engineEvent(sessionId, head.firstSequence + BigInt(i), bytes)),
        );
        if (head.isLast) done(bodies.length > 0 ? head.lastSequence : head.firstSequence - 1n);
      },
    );
  }

  /** Everything of the asked kinds at one sequence; `symbol` empty = all. */
  snapshot(kinds: number, symbol = ""): Promise<Snapshot> {
    const messages: Message[] = [];
    return this.#ask<Snapshot>(
      (requestId) => ({ type: "SnapshotRequest", requestId, kinds, symbol }),
      (head, bodies, done) => {
        if (head.type !== "SnapshotChunk") return;
        for (const body of bodies) {
          const message = decode(body);
          if (message) messages.push(message);
        }
        const sessionId = sessionText(head.sessionIdHi, head.sessionIdLo);
        if (head.isLast) done({ sessionId, asOfSequence: head.asOfSequence, messages });
      },
    );
  }

  #ask<T>(
    request: (id: bigint) => Message,
    onChunk: (
      head: ReplayChunk | SnapshotChunk,
      bodies: Buffer[],
      done: (value: T) => void,
    ) => void,
  ): Promise<T> {
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      let timer: NodeJS.Timeout;
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#pending.delete(id);
        settle();
      };
      const fail = (error: Error) => finish(() => reject(error));
      const restart = () => {
        clearTimeout(timer);
        timer = setTimeout(
          () => fail(new EngineTimeout("replay socket is silent", false)),
          CHUNK_TIMEOUT_MS,
        );
      };
      restart();
      this.#pending.set(id, {
        restart,
        reject: fail,
        onChunk: (head, bodies) => onChunk(head, bodies, (value) => finish(() => resolve(value))),
      });
      this.#queue.push(frame([encode(request(id))]));
    });
  }

  async #receive(): Promise<void> {
    for await (const parts of this.#socket) {
      const [first, ...bodies] = unframe(parts.at(-1) as Buffer);
      const head = first ? decode(first) : null;
      if (head && "requestId" in head) this.#onAnswer(head, bodies);
    }
  }

  #onAnswer(head: Extract<Message, { requestId: bigint }>, bodies: Buffer[]): void {
    const pending = this.#pending.get(head.requestId);
    if (!pending) return;
    pending.restart();
    if (head.type === "SnapshotRequired") return pending.reject(new TooOld(head.oldestSequence));
    if (head.type === "RequestRejected")
      return pending.reject(new Error(`${head.rejectReason}: ${head.text}`));
    if (head.type !== "ReplayChunk" && head.type !== "SnapshotChunk") return;
    try {
      pending.onChunk(head, bodies);
    } catch (error) {
      pending.reject(error as Error);
    }
  }
}
