import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError, type Log } from "@hft/service-kit";
import type { FastifyInstance } from "fastify";

/** Where `npm run build:explorer` puts the page, beside sources and compiled JavaScript alike. */
const BUILT = fileURLToPath(new URL("../../explorer/dist", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".ttf": "font/ttf",
  ".woff2": "font/woff2",
};

/**
 * Everything from here and nothing to anywhere else. The editor writes styles into the page, its
 * style sheets hold fonts and icons as data, and its language services are workers.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const NOT_BUILT =
  "The explorer is not built; `npm start` or `npm run build:explorer` in router does";

interface File {
  readonly type: string;
  readonly body: Buffer;
  /** Vite puts a hash of the content into every name but the page's. */
  readonly isForEver: boolean;
}

/** What the page needs of the router. */
export interface ExplorerPageDeps {
  readonly log: Pick<Log, "warn">;
  /** Another build of the page. */
  readonly folder?: string;
}

/** Files by path below the folder; none where nothing was built. */
async function readBuilt(folder: string): Promise<Map<string, File>> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const files = new Map<string, File>();
  for (const path of entries) {
    const type = TYPES[extname(path)];
    if (!type) continue;
    const body = await readFile(join(folder, path));
    files.set(path, { type, body, isForEver: path.startsWith("assets/") });
  }
  return files;
}

/**
 * Adds `/explorer`. The page holds no data, so nobody is asked for a token to load it. A
 * router without the page still trades: it says so once, and answers 404 there.
 */
export async function addExplorerPage(
  app: FastifyInstance,
  { log, folder = BUILT }: ExplorerPageDeps,
): Promise<void> {
  const files = await readBuilt(folder);
  if (!files.has("index.html")) log.warn(NOT_BUILT);
  app.get("/explorer", async (_request, reply) => {
    const page = files.get("index.html");
    if (!page) throw new AppError("NOT_FOUND", NOT_BUILT);
    return reply
      .type(page.type)
      .header("content-security-policy", POLICY)
      .header("cache-control", "no-cache")
      .header("referrer-policy", "no-referrer")
      .send(page.body);
  });
  app.get<{ Params: { "*": string } }>("/explorer/*", async (request, reply) => {
    const file = files.get(request.params["*"]);
    if (!file?.isForEver) throw new AppError("NOT_FOUND", "No such file of the explorer");
    return reply
      .type(file.type)
      .header("content-security-policy", POLICY)
      .header("cache-control", "public, max-age=31536000, immutable")
      .send(file.body);
  });
}
