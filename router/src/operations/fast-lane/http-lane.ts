import type { FastifyReply, FastifyRequest } from "fastify";
import { MIN_SEQUENCE_HEADER } from "../../auth/authenticator.ts";
import type { RequestContext } from "../../request-context.ts";
import type { FastLane, OperationRequest } from "./fast-lane.ts";

/** The lane as a handler sees it. */
export interface HttpLane {
  /** The body, with status and headers set; undefined when Apollo Server shall answer. */
  answer(
    request: FastifyRequest,
    reply: FastifyReply,
    context: RequestContext,
  ): Promise<string | undefined>;
  /** Told of each answer of Apollo Server. */
  learn(request: FastifyRequest, reply: FastifyReply): void;
}

/** What Apollo Server puts on every answer that went well. */
const HEADERS = ["content-type", "cache-control"] as const;
type Headers = Readonly<Record<(typeof HEADERS)[number], string>>;

const MAX_ACCEPTS = 100;
const MAX_ACCEPT_LENGTH = 300;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isAbsent = (value: unknown): value is null | undefined =>
  value === undefined || value === null;

/** A body without anything special; the rest is for Apollo Server to understand or to refuse. */
function operationOf({ method, headers, body }: FastifyRequest): OperationRequest | undefined {
  const isJson = headers["content-type"]?.startsWith("application/json") === true;
  if (method !== "POST" || !isJson || !isRecord(body)) return undefined;
  const { query, variables, operationName, extensions } = body;
  if (typeof query !== "string" || query === "" || !isAbsent(extensions)) return undefined;
  if (!isAbsent(variables) && !isRecord(variables)) return undefined;
  if (!isAbsent(operationName) && (typeof operationName !== "string" || operationName === "")) {
    return undefined;
  }
  return {
    query,
    ...(variables && { variables }),
    ...(!isAbsent(operationName) && { operationName }),
  };
}

/** Asks the gateway for its plan, where it is not in production. */
const isAboutThePlan = ({ headers }: FastifyRequest): boolean =>
  headers["apollo-query-plan-experimental"] !== undefined;

/**
 * Which type an answer has for an `accept` is decided by Apollo Server alone: the first answer of
 * each is its, and the lane repeats what it saw.
 */
export function createHttpLane(lane: FastLane): HttpLane {
  const known = new Map<string, Headers>();

  return {
    async answer(request, reply, context) {
      const headers = known.get(request.headers.accept ?? "");
      const isPlain = headers !== undefined && !isAboutThePlan(request);
      const answer = await lane.run(isPlain ? operationOf(request) : undefined, context);
      if (!answer || !headers) return undefined;
      const { text, minSequence } = answer;
      reply.headers(minSequence ? { ...headers, [MIN_SEQUENCE_HEADER]: minSequence } : headers);
      return text;
    },
    learn(request, reply) {
      const accept = request.headers.accept ?? "";
      if (request.method !== "POST" || reply.statusCode !== 200 || known.has(accept)) return;
      const [type, cache] = HEADERS.map((name) => reply.getHeader(name));
      if (typeof type !== "string" || typeof cache !== "string") return;
      if (accept.length > MAX_ACCEPT_LENGTH) return;
      if (known.size >= MAX_ACCEPTS) known.delete(known.keys().next().value ?? "");
      known.set(accept, { "content-type": type, "cache-control": cache });
    },
  };
}
