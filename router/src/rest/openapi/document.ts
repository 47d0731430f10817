import { createDocument, type ZodOpenApiObject } from "zod-openapi";
import { newOrder } from "../legacy-requests.ts";
import { clientFrame, serverFrame } from "../ws/frames.ts";
import { authPaths } from "./auth-paths.ts";
import { restPaths } from "./rest-paths.ts";
import { servicePaths } from "./service-paths.ts";

const DESCRIPTION = `The router's REST door, beside GraphQL, over the same operations. Amounts are exact: answers hold
strings, bodies may hold strings or JSON numbers, which never pass through a double. Get a token from /auth/login, or an
API key from /auth/api-keys.`;

/** OpenAPI 3.1, made of the schemas that read requests. */
export function createOpenApiDocument(): ReturnType<typeof createDocument> {
  const document: ZodOpenApiObject = {
    openapi: "3.1.1",
    info: { title: "HFT platform", version: "0.1.0", description: DESCRIPTION },
    servers: [{ url: "/", description: "Where this document came from" }],
    tags: [
      { name: "trading", description: "Orders, fills, positions" },
      { name: "live", description: "Sockets and the graph" },
      { name: "identity", description: "Logins, users, API keys" },
      { name: "service", description: "Health and documents" },
    ],
    security: [{ accessToken: [] }, { apiKeyBearer: [] }, { apiKey: [] }],
    paths: { ...restPaths, ...servicePaths, ...authPaths },
    components: {
      schemas: { NewOrder: newOrder, WsClientFrame: clientFrame, WsServerFrame: serverFrame },
      securitySchemes: {
        accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        apiKeyBearer: { type: "http", scheme: "bearer", bearerFormat: "hft_…" },
        apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
      },
    },
  };
  // No schema is read and answered, so none needs two names.
  return createDocument(document, { outputIdSuffix: "" });
}
