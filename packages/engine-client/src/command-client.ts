// Sends commands on 5555 and hands back their replies. Logs on at start, again when the engine says NOT_LOGGED_ON and
// after a heartbeat was lost. A command that got no reply is reported as unknown, never sent again under a new id.
import {
  type CommandEnvelope,
  type CommandReply,
  type ConnectionRole,
  decode,
  encode,
  frame,
  type LogonReply,
  type Message,
  type Pong,
  sessionText,
  unframe,
} from "@hft/wire";
import { Dealer } from "zeromq";
import { EngineRefused, EngineTimeout } from "./errors.ts";
import { createSendQueue, type SendQueue } from "./send-queue.ts";

/** Settings of a CommandClient. */
export interface CommandClientOptions {
  /** For example tcp://127.0.0.1:5555. */
  endpoint: string;
  token: string;
  role: ConnectionRole;
  /** Shown in the engine's log, at most 32 characters. */
  name: string;
  /** How long a reply is waited for, ms. Default 2,000. */
  timeoutMs?: number;
  /** Requests that may wait at once; more are refused. Default 20,000. */
  maxInFlight?: number;
  cancelOnDisconnect?: boolean;
  onPong?: (pong: Pong, roundTripMs: number) => void;
}

/** On whose behalf a command is sent; PLATFORM connections name it with every command. */
export interface Requester {
  principal: string;
  /** Bits as in CommandEnvelope.roles. */
  roles: number;
  accounts: readonly string[];
  ttlMs?: number;
  traceparent?: string;
}

/** Any message that the engine takes as a command. */
export type Command = Extract<
  Message,
  {
    type:
      | "NewOrder"
      | "CancelOrder"
      | "ReplaceOrder"
      | "MassCancel"
      | "UpsertInstrument"
      | "UpsertAccount"
      | "Deposit"
      | "SetRiskLimits"
      | "SetTradingState"
      | "KillSwitch"
      | "Query";
  }
>;

interface Pending {
  command: Command;
  requester: Requester;
  resolve: (reply: CommandReply) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
  /** How many logons had been sent when this was (last) sent. */
  epoch: number;
}

const PING_EVERY_MS = 1_000;
const SILENCE_MS = 3_000;
const NOBODY: Requester = { principal: "", roles: 0, accounts: [] };

export class CommandClient {
  readonly #options: Required<Omit<CommandClientOptions, "onPong">> & CommandClientOptions;
  readonly #socket: Dealer;
  readonly #queue: SendQueue;
  readonly #pending = new Map<bigint, Pending>();
  #nextRequestId = 1n;
  #isLoggedOn = false;
  #lastHeardMs = 0;
  #lastLogonMs = 0;
  #epoch = 0;
  #sessionId = "";
  #ping: NodeJS.Timeout | undefined;
  #waiters: ((reply: LogonReply) => void)[] = [];

  constructor(options: CommandClientOptions) {
    this.#options = {
      timeoutMs: 2_000,
      maxInFlight: 20_000,
      cancelOnDisconnect: false,
      ...options,
    };
    this.#socket = new Dealer({
      linger: 0,
      reconnectInterval: 50,
      reconnectMaxInterval: 500,
      sendTimeout: 1_000,
    });
    this.#queue = createSendQueue(this.#socket, () => {
      this.#isLoggedOn = false;
    });
  }

  /** True while logged on and heard within the last 3 s. */
  get isReady(): boolean {
    return this.#isLoggedOn && Date.now() - this.#lastHeardMs < SILENCE_MS;
  }

  /** Session of the engine's data directory as UUID text; empty before the first logon. */
  get sessionId(): string {
    return this.#sessionId;
  }

  /** Connects and starts to log on; does not wait for the engine, so services start without it. */
  start(): void {
    // A new connection is a new logon: the engine that answers may be another life of the one before.
    this.#socket.events.on("connect", () => this.#logon());
    this.#socket.connect(this.#options.endpoint);
    void this.#receive();
    this.#ping = setInterval(() => this.#beat(), PING_EVERY_MS);
  }

  /** Resolves with the first accepted logon; rejects with EngineRefused where the engine says no. */
  ready(): Promise<LogonReply> {
    return new Promise((resolve, reject) => {
      this.#waiters.push((reply) =>
        reply.accepted ? resolve(reply) : reject(new EngineRefused(reply.rejectReason, reply.text)),
      );
    });
  }

  stop(): void {
    clearInterval(this.#ping);
    for (const [id, pending] of this.#pending) this.#fail(id, pending, "client stopped");
    this.#socket.close();
  }

  /** Sends one command. Rejects with EngineTimeout when no reply came: its outcome is then unknown. */
  request(command: Command, requester: Requester): Promise<CommandReply> {
    if (this.#pending.size >= this.#options.maxInFlight) {
      return Promise.reject(
        new EngineTimeout(`${this.#pending.size} requests already wait`, false),
      );
    }
    const id = this.#nextRequestId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const pending = this.#pending.get(id);
        if (pending) this.#fail(id, pending, `no reply within ${this.#options.timeoutMs} ms`);
      }, this.#options.timeoutMs);
      this.#pending.set(id, { command, requester, resolve, reject, timer, epoch: this.#epoch });
      try {
        this.#send(id, command, requester);
      } catch (error) {
        clearTimeout(timer);
        this.#pending.delete(id);
        reject(error as Error);
      }
    });
  }

  #send(requestId: bigint, command: Command, requester: Requester): void {
    this.#queue.push(frame([encode(envelope(requestId, requester)), encode(command)]));
  }

  #fail(id: bigint, pending: Pending, why: string): void {
    clearTimeout(pending.timer);
    this.#pending.delete(id);
    pending.reject(new EngineTimeout(why, true));
  }

  #logon(): void {
    this.#lastLogonMs = Date.now();
    this.#epoch += 1;
    const { role, token, name, cancelOnDisconnect } = this.#options;
    this.#queue.push(frame([encode({ type: "Logon", role, token, name, cancelOnDisconnect })]));
  }

  #beat(): void {
    if (!this.isReady) this.#isLoggedOn = false;
    if (!this.#isLoggedOn) return this.#logon();
    const ping = encode({ type: "Ping", clientTimeNs: BigInt(Date.now()) * 1_000_000n });
    this.#queue.push(frame([encode(envelope(this.#nextRequestId++, NOBODY)), ping]));
  }

  async #receive(): Promise<void> {
    for await (const parts of this.#socket) {
      this.#lastHeardMs = Date.now();
      for (const bytes of unframe(parts.at(-1) as Buffer)) {
        const message = decode(bytes);
        if (message) this.#onMessage(message);
      }
    }
  }

  #onMessage(message: Message): void {
    if (message.type === "CommandReply") return this.#onReply(message);
    if (message.type === "LogonReply") return this.#onLogon(message);
    if (message.type === "Pong") {
      this.#options.onPong?.(message, Date.now() - Number(message.clientTimeNs / 1_000_000n));
    }
  }

  #onLogon(reply: LogonReply): void {
    this.#isLoggedOn = reply.accepted;
    if (reply.accepted) this.#sessionId = sessionText(reply.sessionIdHi, reply.sessionIdLo);
    for (const waiter of this.#waiters.splice(0)) waiter(reply);
    if (!reply.accepted) return;
    for (const [id, pending] of this.#pending) this.#settleAfterLogon(id, pending);
  }

  /** What was sent before the logon has no answer to come: refused, then it goes again; else nobody knows. */
  #settleAfterLogon(id: bigint, pending: Pending): void {
    if (this.#refused.delete(id)) {
      pending.epoch = this.#epoch;
      this.#send(id, pending.command, pending.requester);
    } else if (pending.epoch < this.#epoch) {
      this.#fail(id, pending, "the connection was lost before the reply");
    }
  }

  /** Requests that were answered NOT_LOGGED_ON: nothing was done with them, so they go again after the logon. */
  readonly #refused = new Set<bigint>();

  #onReply(reply: CommandReply): void {
    const pending = this.#pending.get(reply.requestId);
    if (reply.rejectReason === "NOT_LOGGED_ON") {
      this.#isLoggedOn = false;
      if (pending) this.#refused.add(reply.requestId);
      if (Date.now() - this.#lastLogonMs > 100) this.#logon();
      return;
    }
    if (!pending) return;
    clearTimeout(pending.timer);
    this.#pending.delete(reply.requestId);
    pending.resolve(reply);
  }
}

function envelope(requestId: bigint, requester: Requester): CommandEnvelope {
  return {
    type: "CommandEnvelope",
    requestId,
    connectionId: 0n,
    ingressTimeNs: 0n,
    deadlineNs: 0n,
    ttlMs: requester.ttlMs ?? 0,
    roles: requester.roles,
    connectionRole: "PLATFORM",
    principal: requester.principal,
    traceparent: requester.traceparent ?? "",
    accounts: requester.accounts.map((accountId) => ({ accountId })),
  };
}
