// A LOBSTER day as live order flow: lap after lap, in its own time or faster, from row to row as the file tells it.
import type { CommandClient, EngineEvent } from "@hft/engine-client";
import type { CommandReply } from "@hft/wire";
import type { DayRow, LobsterDay } from "./day.ts";
import { type FlowCommand, LobsterFlow } from "./flow.ts";
import { Leftovers } from "./leftovers.ts";
import type { BookRow } from "./rows.ts";
import { FlowSender, MAKER_ACCOUNT } from "./sender.ts";
import { Tempo } from "./tempo.ts";

const NOBODY = { principal: "market", roles: 0, accounts: [] };
const MAX_IN_FLIGHT = 500;
const SWEEP_MS = 1_000;
/** At most this often the book is set up anew. */
const ANEW_MS = 5_000;

export interface ReplayDeps {
  day: LobsterDay;
  engine: CommandClient;
  /** 1 = as it was; Infinity = as fast as the engine answers. */
  speed: number;
  /** After the last row: begin again, or leave the book empty. */
  isRepeating: boolean;
  /** Milliseconds since 1970, never backwards. */
  nowMs: () => number;
  onLap: (lap: number) => void;
  onError: (error: unknown) => void;
}

export class Replay {
  readonly #deps: ReplayDeps;
  readonly #leftovers: Leftovers;
  readonly #stopped = new AbortController();
  readonly #tempo: Tempo;
  readonly #life: string;
  #flow = new LobsterFlow();
  #sender: FlowSender;
  /** After the last row. */
  #book: BookRow = { BUY: [], SELL: [] };
  #starts = 0;
  #inFlight = 0;
  #answered: () => void = () => undefined;
  /** Engine and file have parted, since then: the book is set up anew at the next row. */
  #partedMs: number | null = null;
  #isRunning = false;
  #sweeping: NodeJS.Timeout | undefined;

  constructor(deps: ReplayDeps) {
    const { day, speed, nowMs } = deps;
    this.#deps = deps;
    this.#leftovers = new Leftovers(day.symbol);
    this.#tempo = new Tempo({ speed, nowMs, signal: this.#stopped.signal });
    this.#life = Math.round(nowMs()).toString(36);
    this.#sender = this.#newSender();
  }

  /** True while rows are sent, and after a day that is not repeated. */
  get isRunning(): boolean {
    return this.#isRunning && this.#deps.engine.isReady;
  }

  start(): void {
    this.#isRunning = true;
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS);
    void this.#run().catch((error: unknown) => {
      if (this.#stopped.signal.aborted) return;
      this.#isRunning = false;
      this.#deps.onError(error);
    });
  }

  stop(): void {
    clearInterval(this.#sweeping);
    this.#stopped.abort();
  }

  /** Events of the feed. */
  onEvents(events: readonly EngineEvent[]): void {
    this.#leftovers.onEvents(events);
  }

  async #run(): Promise<void> {
    for (let lap = 1; ; lap += 1) {
      this.#deps.onLap(lap);
      for (const row of this.#deps.day.rows()) await this.#play(row);
      await this.#clear();
      if (!this.#deps.isRepeating) return;
    }
  }

  async #play({ row, message, book }: DayRow): Promise<void> {
    if (row === 1) return this.#begin(message.timeNs, book);
    await this.#tempo.due(message.timeNs);
    if (this.#hasParted()) await this.#begin(message.timeNs, this.#book);
    this.#book = book;
    const { commands } = this.#flow.step(message);
    await this.#sender.blockedBy(commands);
    this.#send(commands);
    this.#send(this.#flow.align(book).commands);
    while (this.#inFlight >= MAX_IN_FLIGHT) await this.#anAnswer();
  }

  /** This book in place of whatever rests, and a clock that stands at that time. */
  async #begin(timeNs: bigint, book: BookRow): Promise<void> {
    await this.#clear();
    this.#partedMs = null;
    this.#book = book;
    this.#flow = new LobsterFlow();
    this.#sender = this.#newSender();
    this.#tempo.begin(timeNs);
    this.#send(this.#flow.align(book).commands);
  }

  #hasParted(): boolean {
    return this.#partedMs !== null && this.#deps.nowMs() - this.#partedMs >= ANEW_MS;
  }

  /** Cancels all that rests, of this life or an earlier one; tries until the engine has answered. */
  async #clear(): Promise<void> {
    const all = { type: "MassCancel", side: "BUY", isAnySide: true } as const;
    const request = { ...all, accountId: MAKER_ACCOUNT, symbol: this.#deps.day.symbol };
    for (;;) {
      this.#stopped.signal.throwIfAborted();
      try {
        await this.#deps.engine.request(request, NOBODY);
        return;
      } catch (error) {
        this.#deps.onError(error);
        await this.#tempo.pause(SWEEP_MS);
      }
    }
  }

  #send(commands: readonly FlowCommand[]): void {
    this.#stopped.signal.throwIfAborted();
    for (const command of commands) {
      this.#inFlight += 1;
      this.#sender
        .send(command)
        .then((reply) => this.#look(command, reply))
        .catch((error: unknown) => this.#part(error))
        .finally(() => {
          this.#inFlight -= 1;
          this.#answered();
        });
    }
  }

  /** A cancel may come too late, for others trade here; an order that may not rest leaves a hole in the book. */
  #look({ kind, ref }: FlowCommand, { outcome, rejectReason }: CommandReply): void {
    if (kind === "PLACE" && outcome !== "ACCEPTED")
      this.#part(new Error(`order ${ref} was refused: ${rejectReason}`));
  }

  #part(error: unknown): void {
    if (this.#partedMs !== null || this.#stopped.signal.aborted) return;
    this.#partedMs = this.#deps.nowMs();
    this.#deps.onError(error);
  }

  #anAnswer(): Promise<void> {
    return new Promise((resolve) => {
      this.#answered = resolve;
    });
  }

  #sweep(): void {
    const refs = new Map([...this.#flow.refs].map((ref) => [this.#sender.clientOrderId(ref), ref]));
    const { stale, gone } = this.#leftovers.sweep(new Set(refs.keys()));
    this.#flow.renew(new Set(gone.map((id) => refs.get(id) ?? "")));
    const accountId = MAKER_ACCOUNT;
    for (const clientOrderId of stale)
      this.#deps.engine
        .request({ type: "CancelOrder", orderId: 0n, accountId, clientOrderId }, NOBODY)
        .catch((error: unknown) => this.#part(error));
  }

  #newSender(): FlowSender {
    this.#starts += 1;
    const { engine, day } = this.#deps;
    const prefix = `${this.#life}-${this.#starts}-`;
    return new FlowSender({ engine, symbol: day.symbol, prefix, requester: NOBODY });
  }
}
