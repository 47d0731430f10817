import type { FastifyInstance } from "fastify";
import type { SocketRoute } from "../subscriptions/transports/socket-server.ts";
import { createListings } from "./listings.ts";
import { addDocsRoutes } from "./openapi/docs-routes.ts";
import { createOperations, type OperationsDeps } from "./operations.ts";
import { createOrderDesk } from "./order-desk.ts";
import { addRestRoutes, type RestRoutesDeps } from "./routes.ts";
import { type LegacySocketDeps, legacySockets } from "./ws/legacy-ws.ts";

/** What the door needs of the router. */
export type RestDoorDeps = OperationsDeps &
  Omit<LegacySocketDeps, "desk"> &
  Pick<RestRoutesDeps, "authenticate">;

/** Adds REST, its document and its page to the app; returns `/ws`, to be served beside `/graphql`. */
export async function addRestDoor(app: FastifyInstance, deps: RestDoorDeps): Promise<SocketRoute> {
  const operations = createOperations(deps);
  const desk = createOrderDesk(operations);
  await addRestRoutes(app, { ...deps, desk, listings: createListings(operations) });
  await addDocsRoutes(app);
  return legacySockets({ ...deps, desk });
}
