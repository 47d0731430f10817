import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError, type Log } from "@hft/service-kit";
import type { FastifyInstance } from "fastify";
import { CONTENT_TYPES, pagePolicy, type ServedPage, sendPage } from "../served-pages.ts";

/** Where `npm run build:explorer` puts the page, beside sources and compiled JavaScript alike. */
const BUILT = fileURLToPath(new URL("../../explorer/dist", import.meta.url));

/** Style sheets hold fonts and icons as data, and the editor's language services are workers. */
const POLICY = pagePolicy({ "worker-src": "'self'", "font-src": "'self' data:" });

const NOT_BUILT =
  "The explorer is not built; `npm start` or `npm run build:explorer` in router does";

/** What the page needs of the router. */
export interface ExplorerPageDeps {
  readonly log: Pick<Log, "warn">;
  /** Another build of the page. */
  readonly folder?: string;
}

/** Files by path below the folder; none where nothing was built. */
async function readBuilt(folder: string): Promise<Map<string, ServedPage>> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const files = new Map<string, ServedPage>();
  for (const path of entries) {
    const type = CONTENT_TYPES[extname(path)];
    if (!type) continue;
    const body = await readFile(join(folder, path));
    // Vite puts a hash of the content into every name but the page's.
    files.set(path, { type, body, policy: POLICY, isForEver: path.startsWith("assets/") });
  }
  return files;
}

/** Adds `/explorer`. A router without the page still trades: it says so once, and answers 404 there. */
export async function addExplorerPage(
  app: FastifyInstance,
  { log, folder = BUILT }: ExplorerPageDeps,
): Promise<void> {
  const files = await readBuilt(folder);
  if (!files.has("index.html")) log.warn(NOT_BUILT);
  app.get("/explorer", async (_request, reply) => {
    const page = files.get("index.html");
    if (!page) throw new AppError("NOT_FOUND", NOT_BUILT);
    return sendPage(reply, page);
  });
  app.get<{ Params: { "*": string } }>("/explorer/*", async (request, reply) => {
    const file = files.get(request.params["*"]);
    if (!file?.isForEver) throw new AppError("NOT_FOUND", "No such file of the explorer");
    return sendPage(reply, file);
  });
}
