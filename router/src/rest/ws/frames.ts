import { z } from "zod";
import { problemOf } from "../../auth/parse-body.ts";
import { INTERVALS_MS } from "../../subscriptions/interval-lane.ts";
import { ExactNumber, parseExactJson } from "../exact-json.ts";
import { executionRow, marketRow, orderRow, positionRow } from "../legacy-mapping.ts";
import { symbol } from "../legacy-requests.ts";
import { problemAnswer, type RestProblem } from "../problems.ts";

/** What may be subscribed. */
export const CHANNELS = ["orders", "executions", "positions", "market"] as const;

/** One of `CHANNELS`. */
export type Channel = (typeof CHANNELS)[number];

const id = z.string().max(128).optional().meta({ description: "Repeated in the answer" });
const channel = z.enum(CHANNELS);
const interval = z
  .union([z.instanceof(ExactNumber).meta({ override: { type: "integer" } })])
  .transform(({ source }) => Number(source))
  .pipe(z.literal(INTERVALS_MS, { error: `must be one of ${INTERVALS_MS.join(", ")}` }))
  .optional()
  .meta({ description: "Milliseconds between frames: 0, 16, 100 or 250" });

const CLIENT_TYPES = {
  auth: z.strictObject({
    type: z.literal("auth"),
    id,
    token: z.string().min(1).max(4096).meta({ description: "An access token or an API key" }),
  }),
  subscribe: z.strictObject({
    type: z.literal("subscribe"),
    id,
    channel,
    symbols: z
      .array(symbol)
      .min(1)
      .max(50)
      .optional()
      .meta({ description: "Needed for market, and for market alone" }),
    account_id: z.string().max(16).optional(),
    after: z.string().max(512).optional().meta({ description: "The last cursor seen" }),
    interval_ms: interval,
  }),
  unsubscribe: z.strictObject({ type: z.literal("unsubscribe"), id, channel }),
  order: z.strictObject({
    type: z.literal("order"),
    id,
    data: z.unknown().meta({
      description: "As the body of POST /api/order",
      override: { $ref: "#/components/schemas/NewOrder" },
    }),
  }),
  cancel: z.strictObject({
    type: z.literal("cancel"),
    id,
    data: z.strictObject({ id: z.string().max(64).meta({ description: "Id of the order" }) }),
  }),
  ping: z.strictObject({ type: z.literal("ping"), id }),
} as const;
const TYPES = Object.keys(CLIENT_TYPES).join(", ");

/** Every message a client may send. */
export const clientFrame = z
  .discriminatedUnion(
    "type",
    [
      CLIENT_TYPES.auth,
      CLIENT_TYPES.subscribe,
      CLIENT_TYPES.unsubscribe,
      CLIENT_TYPES.order,
      CLIENT_TYPES.cancel,
      CLIENT_TYPES.ping,
    ],
    { error: ({ code }) => (code === "invalid_union" ? `must be one of ${TYPES}` : undefined) },
  )
  .meta({ id: "WsClientFrame", unusedIO: "input" });

/** One message of a client. */
export type ClientFrame = z.output<typeof clientFrame>;

const sequence = z.string().regex(/^\d+$/);
const cursor = z
  .string()
  .optional()
  .meta({ description: "On the last frame of a batch: `after` to go on from here" });
const event = <T extends z.ZodType>(type: Channel, data: T) =>
  z.object({
    type: z.literal(type),
    data,
    sequence,
    cursor,
    conflated: z.literal(true).optional().meta({ description: "Older changes were left out" }),
  });
const placed = { id, status: z.literal([200, 201]), data: orderRow, sequence };

/** Every message the router sends. */
export const serverFrame = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("auth_ok"), data: z.object({ expires_at: z.iso.datetime() }) }),
    z.object({
      type: z.literal("warning"),
      data: z.object({ code: z.literal("TOKEN_EXPIRES"), expires_at: z.iso.datetime() }),
    }),
    z.object({ type: z.literal("subscribed"), data: z.object({ channel }), sequence, cursor }),
    z.object({ type: z.literal("unsubscribed"), id, data: z.object({ channel }) }),
    event("orders", orderRow),
    event("executions", executionRow),
    event("positions", positionRow),
    event("market", marketRow),
    z.object({ type: z.literal("order_ack"), ...placed }),
    z.object({ type: z.literal("cancel_ack"), ...placed }),
    z.object({
      type: z.literal("error"),
      id,
      data: problemAnswer.extend({
        status: z.int().meta({ description: "The status REST answers the same with" }),
        channel: channel.optional().meta({ description: "The subscription that ended by it" }),
        retry_after: z.int().optional().meta({ description: "Seconds" }),
      }),
    }),
    z.object({ type: z.literal("pong"), id }),
  ])
  .meta({ id: "WsServerFrame", unusedIO: "output" });

/** One message of ours. */
export type ServerFrame = z.input<typeof serverFrame>;

/** Reads a message; what is none comes back as a sentence, with its id where it has one. */
export function readFrame(
  text: string,
): { readonly frame: ClientFrame } | { readonly problem: string; readonly id?: string } {
  let raw: unknown;
  try {
    raw = parseExactJson(text);
  } catch (error) {
    return { problem: `frame: is no JSON: ${(error as SyntaxError).message}` };
  }
  const result = clientFrame.safeParse(raw);
  if (result.success) return { frame: result.data };
  const given = typeof raw === "object" && raw !== null ? Reflect.get(raw, "id") : undefined;
  const problem = problemOf(result.error).replace(/^body:/, "frame:");
  return { problem, ...(typeof given === "string" && given.length <= 128 && { id: given }) };
}

/** An error as a frame. */
export function errorFrame(
  problem: RestProblem,
  requestId: string,
  more: { readonly id?: string | undefined; readonly channel?: Channel } = {},
): string {
  const { status, retryAfterSeconds } = problem;
  const { id, channel } = more;
  const data = {
    ...{ status, ...problem.toBody(requestId) },
    ...(channel && { channel }),
    ...(retryAfterSeconds !== undefined && { retry_after: retryAfterSeconds }),
  };
  return JSON.stringify({ type: "error", ...(id !== undefined && { id }), data });
}
