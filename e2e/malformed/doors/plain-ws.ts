// /ws: plain JSON frames.
import WebSocket from "ws";
import type { User } from "../../support/users.ts";
import type { Door, Outcome } from "../door.ts";
import { type Json, mutateJson } from "../json-mutations.ts";
import type { Random } from "../random.ts";
import { type Heard, Line } from "./line.ts";
import { restOrder, SYMBOL } from "./messages.ts";

interface Frame {
  type: string;
  id?: string;
  status?: number;
  data?: { status?: number; code?: string; reason?: string };
}

const frameOf = ({ text }: Heard): Frame | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as Frame);

const messages = (id: string): Json[] => [
  { type: "order", id, data: restOrder() },
  { type: "order", id, data: restOrder() },
  { type: "order", id, data: restOrder() },
  { type: "cancel", id, data: { id: "1" } },
  { type: "subscribe", id, channel: "market", symbols: [SYMBOL], interval_ms: 100 },
  { type: "unsubscribe", id, channel: "orders" },
];

function outcomeOf(heard: Heard | undefined): Outcome {
  if (!heard) return { label: "no reply", isPastParser: false };
  const { closed } = heard;
  if (closed !== undefined) {
    return { label: `close ${closed}`, isPastParser: false, isServerError: closed === 1011 };
  }
  const { type, status, data } = frameOf(heard) as Frame;
  const code = data?.status ?? status ?? 0;
  const label = [type, code || "", data?.code, data?.reason].filter(Boolean).join(" ");
  const isPastParser = type !== "error" || [404, 409, 422].includes(code);
  return { label, isPastParser, isServerError: type === "error" && code >= 500 };
}

export function openPlainWs(user: User): Door {
  const headers = { authorization: `Bearer ${user.token}` };
  const line = new Line(() => new WebSocket(`${user.url.replace("http", "ws")}/ws`, { headers }));
  let count = 0;

  async function begin(): Promise<void> {
    if (await line.ensure()) await line.read((heard) => frameOf(heard)?.type === "auth_ok");
  }

  /** Streams that a mutation opened by chance go on beside the answers. */
  const isAnswer = (heard: Heard): boolean =>
    !["orders", "executions", "positions", "market"].includes(frameOf(heard)?.type ?? "");

  async function ask(text: string, limitMs?: number): Promise<Heard | undefined> {
    line.send(text);
    return (await line.read(isAnswer, limitMs)).at(-1);
  }

  return {
    name: "/ws",
    async send(random: Random) {
      await begin();
      count += 1;
      const message = random.pick(messages(`m${count}`));
      return outcomeOf(await ask(mutateJson(message, random), 1_000));
    },
    async requireValid() {
      await begin();
      const heard = await ask(JSON.stringify({ type: "order", id: "valid", data: restOrder() }));
      if (!heard?.text?.includes("order_ack")) throw new Error(`a valid order: ${heard?.text}`);
    },
    async close() {
      line.close();
    },
  };
}
