// 5555: a platform's own socket, frames of envelope and command for one trader's account.
import {
  type CommandEnvelope,
  decode,
  encode,
  frame,
  type LogonReply,
  type Message,
  unframe,
} from "@hft/wire";
import { Dealer } from "zeromq";
import type { Platform } from "../../support/platform.ts";
import { mutateFrame } from "../byte-mutations.ts";
import type { Door, Outcome } from "../door.ts";
import type { Random } from "../random.ts";
import { newId, SYMBOL } from "./messages.ts";
import { nextWithin } from "./next-within.ts";

const ONE = 100_000_000n;
/** Said by the gateway before anything was decided. */
const FORM = new Set(["MALFORMED", "UNSUPPORTED_COMMAND", "NOT_LOGGED_ON"]);
const SILENCE_MS = 150;

const order = (accountId: string): Message => ({
  ...{ type: "NewOrder", accountId, symbol: SYMBOL, clientOrderId: newId(), text: "" },
  ...{ side: "BUY", ordType: "LIMIT", timeInForce: "IOC", orderQty: ONE, limitPx: ONE },
});

const commands = (accountId: string): Message[] => [
  order(accountId),
  order(accountId),
  { type: "CancelOrder", orderId: 1n, accountId, clientOrderId: "" },
  {
    ...{ type: "ReplaceOrder", orderId: 1n, accountId, replaceId: newId() },
    ...{ orderQty: ONE, limitPx: ONE },
  },
  {
    ...{ type: "MassCancel", accountId, symbol: SYMBOL },
    ...{ side: "BUY", isAnySide: true },
  },
  {
    ...{ type: "Query", kind: "ORDER_BY_CLIENT_ID", orderId: 0n },
    ...{ accountId, clientOrderId: newId() },
  },
];

const envelope = (accountId: string, requestId: bigint): CommandEnvelope => ({
  ...{ type: "CommandEnvelope", requestId, connectionId: 0n, ingressTimeNs: 0n, deadlineNs: 0n },
  ...{ ttlMs: 0, roles: 2, connectionRole: "PLATFORM", principal: "e2e", traceparent: "" },
  accounts: [{ accountId }],
});

const isPong = (message: Message): boolean => message.type === "Pong";

function outcomeOf(replies: readonly Message[]): Outcome {
  const reply = replies.find(({ type }) => type === "CommandReply" || type === "LogonReply");
  if (!reply) return { label: "no reply", isPastParser: false };
  const { rejectReason } = reply as LogonReply;
  const outcome = reply.type === "CommandReply" ? reply.outcome : "logon";
  const isDecided = reply.type === "CommandReply" && !FORM.has(rejectReason);
  return { label: `${outcome} ${rejectReason}`, isPastParser: isDecided };
}

export async function openEngineCommands(platform: Platform, accountId: string): Promise<Door> {
  const { platform: token } = platform.secrets.engineTokens;
  const socket = new Dealer({ linger: 0, receiveTimeout: 5_000 });
  socket.connect(platform.endpoint("COMMANDS"));
  let requestId = 1n;

  const logOn = (): Message => ({
    ...{ type: "Logon", role: "PLATFORM", cancelOnDisconnect: false, token },
    name: "malformed",
  });
  const read = async (limitMs: number): Promise<Message[]> =>
    (await nextWithin(socket, limitMs)).flatMap((body) =>
      unframe(body).flatMap((b) => decode(b) ?? []),
    );

  /** Everything up to the answer of a ping that is sent behind it. */
  async function readToPong(): Promise<Message[]> {
    const ping: Message = { type: "Ping", clientTimeNs: requestId };
    await socket.send(frame([encode(envelope(accountId, requestId)), encode(ping)]));
    const all: Message[] = [];
    for (;;) {
      const replies = await read(5_000);
      if (replies.length === 0) throw new Error("the engine does not answer pings");
      all.push(...replies);
      // A mutated logon ends what the connection was; so does nothing else.
      if (replies.some((one) => (one as LogonReply).rejectReason === "NOT_LOGGED_ON")) return all;
      if (replies.some(isPong)) return all;
    }
  }

  async function begin(): Promise<void> {
    await socket.send(frame([encode(logOn())]));
    const [reply] = (await read(5_000)) as LogonReply[];
    if (!reply?.accepted) throw new Error(`logon refused: ${JSON.stringify(reply?.rejectReason)}`);
  }

  await begin();
  return {
    name: "5555",
    async send(random: Random) {
      requestId += 10n;
      const messages = random.isOneIn(15)
        ? [encode(logOn())]
        : [encode(envelope(accountId, requestId)), encode(random.pick(commands(accountId)))];
      const bytes = mutateFrame(messages, random);
      await socket.send(random.isOneIn(40) ? [bytes, bytes] : bytes);
      const replies = await readToPong();
      const early = outcomeOf(replies.filter((one) => !isPong(one)));
      if (early.label.includes("NOT_LOGGED_ON")) await begin();
      // What the core decides comes after the disk has it, and so after the pong.
      return early.label === "no reply" ? outcomeOf(await read(SILENCE_MS)) : early;
    },
    async requireValid() {
      await begin();
      requestId += 10n;
      await socket.send(frame([encode(envelope(accountId, requestId)), encode(order(accountId))]));
      for (;;) {
        const replies = await read(5_000);
        if (replies.length === 0) throw new Error("a valid order was not answered");
        const reply = replies.find(
          (one) => one.type === "CommandReply" && one.requestId === requestId,
        );
        if (!reply) continue;
        if ((reply as { outcome: string }).outcome === "ACCEPTED") return;
        throw new Error(`a valid order was refused: ${(reply as LogonReply).rejectReason}`);
      }
    },
    async close() {
      socket.close();
    },
  };
}
