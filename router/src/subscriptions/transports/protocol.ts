import { z } from "zod";

const id = z.string().min(1).max(128);
const record = z.record(z.string(), z.unknown());

/** What a client may send on graphql-transport-ws; anything else closes with 4400. */
const clientMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("connection_init"), payload: record.nullish() }),
  z.object({ type: z.literal("ping"), payload: record.nullish() }),
  z.object({ type: z.literal("pong"), payload: record.nullish() }),
  z.object({ type: z.literal("complete"), id }),
  z.object({
    type: z.literal("subscribe"),
    id,
    payload: z.object({
      query: z.string(),
      operationName: z.string().nullish(),
      variables: record.nullish(),
      extensions: record.nullish(),
    }),
  }),
]);

/** One message of a client. */
export type ClientMessage = z.output<typeof clientMessage>;

/** A request to start an operation. */
export type SubscribeMessage = Extract<ClientMessage, { type: "subscribe" }>;

/** Reads a frame; undefined when it is no message of the protocol. */
export function parseMessage(frame: string): ClientMessage | undefined {
  try {
    const result = clientMessage.safeParse(JSON.parse(frame));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
