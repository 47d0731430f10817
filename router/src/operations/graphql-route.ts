import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  type Authenticate,
  credentialsOf,
  MIN_SEQUENCE_HEADER,
  parseSequence,
  toPrincipal,
} from "../auth/authenticator.ts";
import type { ReadYourWrites } from "../auth/read-your-writes.ts";
import { type AccessClaims, TokenError } from "../auth/tokens.ts";
import { createRequestContext, type RequestContext } from "../request-context.ts";
import type { FastLane } from "./fast-lane/fast-lane.ts";
import { createHttpLane, type HttpLane } from "./fast-lane/http-lane.ts";
import type { OperationServer } from "./operation-server.ts";

interface AuthenticatedRequest extends FastifyRequest {
  claims?: AccessClaims;
  operationContext?: RequestContext;
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

function contextOf(request: AuthenticatedRequest, readYourWrites: ReadYourWrites): RequestContext {
  const claims = request.claims as AccessClaims;
  const claimed = parseSequence(request.headers[MIN_SEQUENCE_HEADER]);
  const minSequence = readYourWrites.minSequence(claims.subject, claimed);
  return createRequestContext(toPrincipal(claims, request.id, minSequence));
}

/** The fast lane first, with one context for both lanes. */
function throughLanes(lane: HttpLane, slow: Handler, readYourWrites: ReadYourWrites): Handler {
  return async (request: AuthenticatedRequest, reply) => {
    const context = contextOf(request, readYourWrites);
    const text = await lane.answer(request, reply, context);
    if (text !== undefined) return text;
    request.operationContext = context;
    const answer = await slow(request, reply);
    lane.learn(request, reply);
    return answer;
  };
}

/** Adds `/graphql` for POST and GET. Nothing is parsed for a caller without a valid token. */
export function addGraphqlRoute(
  app: FastifyInstance,
  deps: {
    readonly server: OperationServer;
    readonly authenticate: Authenticate;
    readonly readYourWrites: ReadYourWrites;
    readonly lane: FastLane;
  },
): void {
  const slow = fastifyApolloHandler(deps.server, {
    context: async (request) =>
      (request as AuthenticatedRequest).operationContext as RequestContext,
  });
  app.route({
    url: "/graphql",
    method: ["GET", "POST"],
    onRequest: async (request: AuthenticatedRequest, reply) => {
      try {
        request.claims = await deps.authenticate(credentialsOf(request));
      } catch (error) {
        if (!(error instanceof TokenError)) throw error;
        const extensions = { code: "UNAUTHENTICATED", requestId: request.id };
        await reply.code(401).send({ errors: [{ message: error.message, extensions }] });
      }
    },
    handler: throughLanes(createHttpLane(deps.lane), slow as never, deps.readYourWrites) as never,
  });
}
