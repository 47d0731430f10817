import type { FastifyInstance } from "fastify";
import { type GraphQLSchema, printSchema } from "graphql";
import { type Authenticate, credentialsOf } from "../auth/authenticator.ts";

/** What the route needs of the router. */
export interface SchemaRouteDeps {
  readonly authenticate: Authenticate;
  readonly schema: GraphQLSchema;
}

/**
 * Adds `/graphql/schema.graphql`: the API as clients see it, without anything of the federation.
 * Whoever can be recognised may read it, by access token or API key and whatever the role: it says
 * no more than documentation does. Introspection stays with the roles that are listed for it,
 * because it is a query of the caller's making.
 */
export function addSchemaRoute(app: FastifyInstance, deps: SchemaRouteDeps): void {
  const sdl = `${printSchema(deps.schema)}\n`;
  app.get("/graphql/schema.graphql", async (request, reply) => {
    await deps.authenticate(credentialsOf(request));
    return reply
      .type("text/plain; charset=utf-8")
      .header("cache-control", "private, no-cache")
      .send(sdl);
  });
}
