import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { FastifyInstance } from "fastify";
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

/** Everything from here and nothing to anywhere else. Swagger UI brings its own styles into the page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

interface Page {
  readonly path: string;
  readonly type: string;
  readonly body: string | Buffer;
}

async function readPages(): Promise<Page[]> {
  const shipped = async (name: string, type: string): Promise<Page> => ({
    path: `/api/docs/${name}`,
    type,
    body: await readFile(require.resolve(`swagger-ui-dist/${name}`)),
  });
  return [
    { path: "/api/docs", type: "text/html; charset=utf-8", body: PAGE },
    { path: "/api/docs/start.js", type: "text/javascript; charset=utf-8", body: START },
    await shipped("swagger-ui.css", "text/css; charset=utf-8"),
    await shipped("swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
  ];
}

/** Adds `/openapi.json` and `/api/docs`. They hold shapes and no data, so nobody is asked for a token. */
export async function addDocsRoutes(app: FastifyInstance): Promise<void> {
  const document = JSON.stringify(createOpenApiDocument());
  app.get("/openapi.json", async (_request, reply) =>
    reply.type("application/json; charset=utf-8").send(document),
  );
  for (const { path, type, body } of await readPages()) {
    app.get(path, async (_request, reply) =>
      reply
        .type(type)
        .header("content-security-policy", POLICY)
        .header("cache-control", "no-cache")
        .header("referrer-policy", "no-referrer")
        .send(body),
    );
  }
}
