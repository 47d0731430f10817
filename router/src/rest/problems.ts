import { ERROR_CODES, type ErrorCode, HTTP_STATUS } from "@hft/service-kit";
import type { GraphQLFormattedError } from "graphql";
import { z } from "zod";
import { problemOf } from "../auth/parse-body.ts";
import { TokenError } from "../auth/tokens.ts";
import type { Order } from "./graph-nodes.ts";
import { orderRow, toOrderRow } from "./legacy-mapping.ts";

/** Codes of REST errors: those of GraphQL, and the three outcomes that are no order. */
export const REST_CODES = [
  ...ERROR_CODES,
  "ORDER_REJECTED",
  "DUPLICATE_CLIENT_ORDER_ID",
  "OUTCOME_UNKNOWN",
] as const;

/** The body of every answer that is no success. */
export const problemAnswer = z
  .object({
    code: z.enum(REST_CODES),
    message: z.string().meta({ description: "What was wrong, for a person" }),
    request_id: z.string().meta({ description: "What support searches the logs for" }),
    reason: z
      .string()
      .optional()
      .meta({ description: "Why the engine refused: RejectReason of the graph" }),
    order: orderRow
      .nullable()
      .optional()
      .meta({ description: "The order that was refused, or the one that stands" }),
    client_order_id: z.string().optional().meta({
      description: "Of an order with OUTCOME_UNKNOWN: ask for it, or send the same again",
    }),
    id: z
      .string()
      .optional()
      .meta({ description: "Of a cancel with OUTCOME_UNKNOWN: ask for it, or cancel it again" }),
  })
  .meta({ id: "Error" });

/** What an error says beyond code and sentence. */
export type ProblemDetails = Omit<
  z.output<typeof problemAnswer>,
  "code" | "message" | "request_id"
>;

/** A request that ends in an error, for HTTP and for `/ws` alike. */
export class RestProblem extends Error {
  readonly status: number;
  readonly code: (typeof REST_CODES)[number];
  readonly details: ProblemDetails;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    status: number,
    code: RestProblem["code"],
    message: string,
    more: { readonly details?: ProblemDetails; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "RestProblem";
    this.status = status;
    this.code = code;
    this.details = more.details ?? {};
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  toBody(requestId: string): z.output<typeof problemAnswer> {
    return { code: this.code, message: this.message, request_id: requestId, ...this.details };
  }
}

/** Bad input of the client: 400 with what would be right. */
export function malformed(message: string): RestProblem {
  return new RestProblem(400, "VALIDATION_FAILED", message);
}

/** Reads input by its schema; throws a 400. `name` says what it is where it has no fields. */
export function readInput<T extends z.ZodType>(
  type: T,
  input: unknown,
  name?: string,
): z.output<T> {
  const result = type.safeParse(input);
  if (result.success) return result.data;
  const problem = problemOf(result.error);
  throw malformed(name ? problem.replace(/^body/, name) : problem);
}

const isPublicCode = (code: unknown): code is ErrorCode => ERROR_CODES.includes(code as ErrorCode);

/** A masked GraphQL error as an HTTP answer. */
export function problemOfGraphql({ message, extensions }: GraphQLFormattedError): RestProblem {
  const code = extensions?.["code"];
  const retryAfterMs = extensions?.["retryAfterMs"];
  if (!isPublicCode(code)) {
    // A cursor of another list or session is input of the client; anything else was masked.
    const isCursor = String(code).startsWith("CURSOR_");
    return isCursor ? malformed(message) : new RestProblem(500, "INTERNAL", "Internal error");
  }
  const retryAfterSeconds = typeof retryAfterMs === "number" ? Math.ceil(retryAfterMs / 1000) : 1;
  return new RestProblem(HTTP_STATUS[code], code, message, {
    ...(code === "RATE_LIMITED" && { retryAfterSeconds }),
  });
}

/** The engine took no note of the order: the same one may pass later. */
const NOT_NOW = new Set(["ENGINE_BUSY", "JOURNAL_UNAVAILABLE", "CAPACITY_EXHAUSTED"]);
const MALFORMED = new Set(["INVALID_CLIENT_ORDER_ID", "MALFORMED"]);

/** A refusal of the engine as an HTTP answer. */
export function problemOfRejection(rejection: {
  readonly reason: string;
  readonly text: string;
  readonly refused?: Order | null;
}): RestProblem {
  const { reason, text, refused } = rejection;
  const details = { reason, order: refused ? toOrderRow(refused) : null };
  if (reason === "DUPLICATE_CLIENT_ORDER_ID")
    return new RestProblem(409, reason, text, { details });
  if (reason === "UNKNOWN_ORDER" || reason === "UNKNOWN_ACCOUNT") {
    return new RestProblem(404, "NOT_FOUND", text, { details });
  }
  if (reason === "RATE_LIMIT_EXCEEDED") {
    return new RestProblem(429, "RATE_LIMITED", text, { details, retryAfterSeconds: 1 });
  }
  if (NOT_NOW.has(reason)) return new RestProblem(503, "ENGINE_UNAVAILABLE", text, { details });
  if (MALFORMED.has(reason)) return new RestProblem(400, "VALIDATION_FAILED", text, { details });
  return new RestProblem(422, "ORDER_REJECTED", text, { details });
}

/** No answer in time: what became of it must be asked, never guessed. A cancel names the order by the engine's id. */
export function outcomeUnknown(
  details: { readonly client_order_id: string } | { readonly id: string },
): RestProblem {
  const again = "id" in details ? "cancel it again" : "send the same again, never with a new id";
  const message = `The engine did not answer in time. Ask for the order, or ${again}`;
  return new RestProblem(503, "OUTCOME_UNKNOWN", message, { details });
}

/** What a client may know of anything thrown; undefined for what is our own fault. */
export function knownProblem(error: unknown): RestProblem | undefined {
  if (error instanceof RestProblem) return error;
  if (error instanceof TokenError) return new RestProblem(401, "UNAUTHENTICATED", error.message);
  return undefined;
}
