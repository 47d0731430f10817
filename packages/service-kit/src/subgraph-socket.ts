import type { FastifyInstance } from "fastify";
import { type ExecutionArgs, GraphQLError, type GraphQLSchema, parse, validate } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { maskError } from "./errors.ts";
import type { Log } from "./log.ts";
import type { Principal } from "./principal.ts";
import { SignatureError, type SignatureVerifier, subscribeBodyText } from "./signing.ts";

interface SocketOptions {
  readonly app: FastifyInstance;
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly verifier: SignatureVerifier;
  readonly contextOf: (principal: Principal) => object;
}

interface Subscribe {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly extensions?: Record<string, unknown> | null | undefined;
}

function refusal(reason: string): readonly GraphQLError[] {
  return [new GraphQLError(reason, { extensions: { code: "UNAUTHENTICATED" } })];
}

function prepare(
  options: SocketOptions,
  payload: Subscribe,
): ExecutionArgs | readonly GraphQLError[] {
  let principal: Principal;
  try {
    principal = options.verifier.verify(
      payload.extensions?.["signature"],
      subscribeBodyText(payload),
    );
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    options.log.warn({ reason: error.reason }, "Refused a subscription the router did not sign");
    return refusal(error.message);
  }
  const document = parse(payload.query);
  const problems = validate(options.schema, document);
  if (problems.length > 0) return problems;
  return {
    schema: options.schema,
    document,
    operationName: payload.operationName ?? undefined,
    variableValues: payload.variables ?? undefined,
    contextValue: options.contextOf(principal),
  };
}

/** Masks what a resolver threw: the socket has no Apollo Server before it. */
function maskAll(log: Log, errors: readonly GraphQLError[]) {
  return errors.map((error) => {
    const masked = maskError(error.toJSON(), error);
    if (masked.extensions?.["code"] === "INTERNAL") log.error({ err: error }, "Stream failed");
    return masked;
  });
}

/**
 * Serves graphql-transport-ws on the HTTP server of the subgraph. Opening a socket grants nothing:
 * every `subscribe` carries its own signature in `extensions.signature`.
 */
export function attachSubgraphSocket(options: SocketOptions): { close(): Promise<void> } {
  const sockets = new WebSocketServer({
    server: options.app.server,
    path: "/graphql",
    maxPayload: 1_048_576,
    perMessageDeflate: false,
  });
  const server = useServer(
    {
      onSubscribe: (_context, _id, payload) => {
        try {
          return prepare(options, payload);
        } catch (error) {
          return [error instanceof GraphQLError ? error : new GraphQLError("Malformed request")];
        }
      },
      onError: (_context, _id, _payload, errors) => maskAll(options.log, errors),
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors && {
          data: result.data ?? null,
          errors: maskAll(options.log, result.errors),
          ...(result.extensions && { extensions: result.extensions }),
        },
    },
    sockets,
  );
  return {
    async close() {
      for (const client of sockets.clients) client.close(1001, "Going away");
      const disposed = Promise.resolve(server.dispose());
      // A peer that does not answer the close frame must not hold up the shutdown.
      const timer = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, 1000);
      await disposed.finally(() => clearTimeout(timer));
    },
  };
}
