import type { FastifyInstance } from "fastify";
import { addExplorerPage, type ExplorerPageDeps } from "./explorer-page.ts";
import { addSchemaRoute, type SchemaRouteDeps } from "./schema-route.ts";

/** Adds the schema explorer: the page, and the schema it shows. */
export async function addExplorer(
  app: FastifyInstance,
  deps: SchemaRouteDeps & ExplorerPageDeps,
): Promise<void> {
  addSchemaRoute(app, deps);
  await addExplorerPage(app, deps);
}
