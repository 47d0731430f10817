import cookie from "@fastify/cookie";
import cors from "@fastify/cors";
import { AppError, type ErrorCode, HTTP_STATUS } from "@hft/service-kit";
import { type FastifyError, type FastifyInstance, fastify } from "fastify";
import type { AddressList } from "./auth/address-list.ts";
import { REQUEST_ID_HEADER, requestIdOf } from "./auth/authenticator.ts";
import { TokenError } from "./auth/tokens.ts";

interface Answer {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

/** Where Fastify says only what was wrong. */
const MESSAGES: Readonly<Record<number, string>> = {
  413: "The body is larger than the router takes",
  415: "The content-type must be application/json",
};

/** Anything thrown, as what a client may know of it; bad input is never a 5xx. */
function answerFor(error: FastifyError | AppError | TokenError): Answer {
  if (error instanceof AppError) {
    return { status: HTTP_STATUS[error.code], code: error.code, message: error.message };
  }
  if (error instanceof TokenError) {
    return { status: 401, code: "UNAUTHENTICATED", message: error.message };
  }
  const status = (error as FastifyError).statusCode ?? 500;
  if (status < 500) {
    return { status, code: "VALIDATION_FAILED", message: MESSAGES[status] ?? error.message };
  }
  return { status: 500, code: "INTERNAL", message: "Internal error" };
}

/** Fastify with our error shape, exact CORS, cookies and a request id on every answer. */
export async function createHttpApp(options: {
  readonly bodyBytes: number;
  readonly timeoutMs: number;
  readonly origins: readonly string[];
  /** Proxies that are believed where a client is. */
  readonly isTrustedProxy: AddressList;
  readonly onInternalError: (error: unknown, requestId: string) => void;
}): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: options.bodyBytes,
    requestTimeout: options.timeoutMs,
    forceCloseConnections: true,
    trustProxy: options.isTrustedProxy,
    genReqId: (request) => requestIdOf(request.headers),
  });
  // A text body would be a string where every route reads an object.
  app.removeContentTypeParser("text/plain");
  await app.register(cookie);
  await app.register(cors, {
    origin: [...options.origins],
    credentials: true,
    methods: ["GET", "POST", "DELETE"],
    exposedHeaders: [
      REQUEST_ID_HEADER,
      "x-hft-min-sequence",
      "retry-after",
      "x-next-after",
      "link",
    ],
    maxAge: 600,
  });
  app.addHook("onRequest", (request, reply, done) => {
    reply.header(REQUEST_ID_HEADER, request.id);
    reply.header("x-content-type-options", "nosniff");
    done();
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, code, message } = answerFor(error);
    if (status >= 500) options.onInternalError(error, request.id);
    return reply.code(status).send({ code, message, request_id: request.id });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ code: "NOT_FOUND", message: "No such route", request_id: request.id }),
  );
  return app;
}
