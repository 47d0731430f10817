// graphql-transport-ws on /graphql: mutated subscribe messages, and mutated envelopes around them.
import WebSocket from "ws";
import type { User } from "../../support/users.ts";
import type { Door, Outcome } from "../door.ts";
import { type Json, mutateJson } from "../json-mutations.ts";
import type { Random } from "../random.ts";
import { mutateOperation, outcomeOfAnswer } from "./graphql-post.ts";
import { type Heard, Line } from "./line.ts";
import { placeOperation } from "./messages.ts";

type Trader = User & { accountId: string };

interface Frame {
  id?: string;
  type: string;
  payload?: Parameters<typeof outcomeOfAnswer>[0] | unknown[];
}

const frameOf = ({ text }: Heard): Frame | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as Frame);

export function openGraphqlWs(trader: Trader): Door {
  const url = `${trader.url.replace("http", "ws")}/graphql`;
  const line = new Line(() => new WebSocket(url, "graphql-transport-ws"));
  let id = 0;

  async function begin(): Promise<void> {
    if (!(await line.ensure())) return;
    const payload = { authorization: `Bearer ${trader.token}` };
    line.send(JSON.stringify({ type: "connection_init", payload }));
    await line.read((heard) => frameOf(heard)?.type === "connection_ack");
  }

  /** A ping behind the message says when its answer is due at the latest. */
  function outcomeOf(all: readonly Heard[]): Outcome {
    const closed = all.find((heard) => heard.closed !== undefined)?.closed;
    if (closed !== undefined) {
      return { label: `close ${closed}`, isPastParser: false, isServerError: closed === 1011 };
    }
    const frames = all.flatMap((heard) => frameOf(heard) ?? []);
    const answer = frames.find(({ type }) => type === "next" || type === "error");
    if (!answer) return { label: frames[0]?.type ?? "no reply", isPastParser: false };
    const { payload } = answer;
    const told = Array.isArray(payload) ? { errors: payload } : payload;
    return outcomeOfAnswer(told as Parameters<typeof outcomeOfAnswer>[0], `${answer.type} `);
  }

  const isAnswer = (heard: Heard) => ["complete", "error"].includes(frameOf(heard)?.type ?? "");

  async function ask(text: string): Promise<Outcome> {
    line.send(text);
    return outcomeOf(await line.read(isAnswer, 400));
  }

  const subscribe = (payload: Json): Record<string, Json> => ({
    ...{ id: `m${id++}`, type: "subscribe", payload },
  });

  return {
    name: "GraphQL WS",
    async send(random: Random) {
      await begin();
      const operation = mutateOperation(trader.accountId, random);
      if (random.isOneIn(4)) {
        const message = subscribe({ ...placeOperation(trader.accountId) } as unknown as Json);
        return ask(mutateJson(message, random));
      }
      try {
        return await ask(JSON.stringify(subscribe(JSON.parse(operation) as Json)));
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return ask(operation);
      }
    },
    async requireValid() {
      await begin();
      const payload = { ...placeOperation(trader.accountId) } as unknown as Json;
      line.send(JSON.stringify(subscribe(payload)));
      const heard = await line.read(isAnswer);
      if (!JSON.stringify(heard).includes("PlaceOrderAccepted")) {
        throw new Error(`a valid order: ${JSON.stringify(heard)}`);
      }
    },
    async close() {
      line.close();
    },
  };
}
