import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  type Authenticate,
  credentialsOf,
  MIN_SEQUENCE_HEADER,
  parseSequence,
  toPrincipal,
} from "../auth/authenticator.ts";
import type { ReadYourWrites } from "../auth/read-your-writes.ts";
import { type AccessClaims, TokenError } from "../auth/tokens.ts";
import { createRequestContext } from "../request-context.ts";
import type { OperationServer } from "./operation-server.ts";

interface AuthenticatedRequest extends FastifyRequest {
  claims?: AccessClaims;
}

/** Adds `/graphql` for POST and GET. Nothing is parsed for a caller without a valid token. */
export function addGraphqlRoute(
  app: FastifyInstance,
  deps: {
    readonly server: OperationServer;
    readonly authenticate: Authenticate;
    readonly readYourWrites: ReadYourWrites;
  },
): void {
  const handler = fastifyApolloHandler(deps.server, {
    context: async (request) => {
      const claims = (request as AuthenticatedRequest).claims as AccessClaims;
      const claimed = parseSequence(request.headers[MIN_SEQUENCE_HEADER]);
      const minSequence = deps.readYourWrites.minSequence(claims.subject, claimed);
      return createRequestContext(toPrincipal(claims, request.id, minSequence));
    },
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
    handler: handler as never,
  });
}
