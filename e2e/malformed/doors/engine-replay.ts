// 5557: requests for ranges of events and for snapshots. Whoever reaches it may ask; nothing there changes anything.
import { decode, encode, frame, type Message, unframe } from "@hft/wire";
import { Dealer } from "zeromq";
import type { Platform } from "../../support/platform.ts";
import { mutateFrame } from "../byte-mutations.ts";
import type { Door, Outcome } from "../door.ts";
import type { Random } from "../random.ts";
import { SYMBOL } from "./messages.ts";
import { nextWithin } from "./next-within.ts";

const SILENCE_MS = 150;
type Answer = Message & { requestId: bigint; rejectReason?: string; isLast?: unknown };

const requests = (requestId: bigint): Message[] => [
  { type: "ReplayRequest", requestId, from: 1n, to: 20n },
  { type: "SnapshotRequest", requestId, kinds: 15, symbol: "" },
  { type: "SnapshotRequest", requestId, kinds: 16, symbol: SYMBOL },
];

export async function openEngineReplay(platform: Platform): Promise<Door> {
  const socket = new Dealer({ linger: 0 });
  socket.connect(platform.endpoint("REPLAY"));
  let requestId = 1n;
  const probe = 1n << 60n;

  const headOf = (body: Buffer): Answer | undefined => {
    const [first] = unframe(body);
    return (first ? decode(first) : undefined) as Answer | undefined;
  };

  /** Heads of all answers up to the last chunk of a valid request that is sent behind. */
  async function answersBefore(mark: bigint): Promise<Answer[]> {
    const [valid] = requests(mark).slice(1);
    await socket.send(frame([encode(valid as Message)]));
    const heads: Answer[] = [];
    for (;;) {
      const [body] = await nextWithin(socket, 20_000);
      if (!body) throw new Error("a valid snapshot request was not answered");
      const head = headOf(body);
      if (head?.requestId === mark && head.isLast) return heads;
      if (head && head.requestId !== mark) heads.push(head);
    }
  }

  function outcomeOf(head: Answer | undefined): Outcome {
    if (!head) return { label: "no reply", isPastParser: false };
    const reason = head.rejectReason;
    const label = reason ? `${head.type} ${reason}` : head.type;
    return { label, isPastParser: reason !== "MALFORMED" };
  }

  return {
    name: "5557",
    async send(random: Random) {
      requestId += 1n;
      const bytes = mutateFrame([encode(random.pick(requests(requestId)))], random);
      await socket.send(random.isOneIn(40) ? [bytes, bytes] : bytes);
      const [head] = await answersBefore(probe + requestId);
      if (head) return outcomeOf(head);
      const [late] = await nextWithin(socket, SILENCE_MS);
      return outcomeOf(late && headOf(late));
    },
    async requireValid() {
      requestId += 1n;
      await answersBefore(probe + requestId);
    },
    async close() {
      socket.close();
    },
  };
}
