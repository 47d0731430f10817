import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname } from "node:path";
import type { FastifyInstance } from "fastify";
import { CONTENT_TYPES, pagePolicy, type ServedPage, sendPage } from "../../served-pages.ts";
import { createOpenApiDocument } from "./document.ts";

const require = createRequire(import.meta.url);

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>HFT platform: API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

/** `validatorUrl: null` keeps the document from being sent to a validator on the internet. */
const START = `SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  validatorUrl: null,
  deepLinking: true,
  persistAuthorization: false,
});
`;

const POLICY = pagePolicy();

async function readPages(): Promise<Map<string, ServedPage>> {
  const page = (name: string, body: string | Buffer): ServedPage => ({
    type: CONTENT_TYPES[extname(name)] ?? "",
    body,
    policy: POLICY,
  });
  const pages = new Map([
    ["/api/docs", page("page.html", PAGE)],
    ["/api/docs/start.js", page("start.js", START)],
  ]);
  for (const name of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
    const body = await readFile(require.resolve(`swagger-ui-dist/${name}`));
    pages.set(`/api/docs/${name}`, page(name, body));
  }
  return pages;
}

/** Adds `/openapi.json` and `/api/docs`. The document holds shapes and no data: nobody is asked for a token. */
export async function addDocsRoutes(app: FastifyInstance): Promise<void> {
  const document = JSON.stringify(createOpenApiDocument());
  app.get("/openapi.json", async (_request, reply) =>
    reply.type("application/json; charset=utf-8").send(document),
  );
  for (const [path, page] of await readPages()) {
    app.get(path, async (_request, reply) => sendPage(reply, page));
  }
}
