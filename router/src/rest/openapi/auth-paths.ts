import { ROLES } from "@hft/service-kit";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  apiKeyAnswer,
  credentials,
  grantAnswer,
  newApiKey,
  newApiKeyAnswer,
  refreshBody,
} from "../../auth/auth-schemas.ts";
import { newUser } from "../../auth/first-users.ts";
import { json, problems, success } from "./answers.ts";

const tags = ["identity"];
/** A key opens nothing here: a login does. */
const security = [{ accessToken: [] }];
const open: [] = [];
const COOKIE = {
  "set-cookie": z.string().meta({ description: "The refresh token, for /auth alone" }),
};
const user = z.object({
  username: z.string(),
  roles: z.array(z.enum(ROLES)),
  accounts: z.array(z.string()),
});
const jwks = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) });

const sessionPaths: ZodOpenApiPathsObject = {
  "/auth/login": {
    post: {
      ...{ operationId: "logIn", tags, security: open, summary: "A password for an access token" },
      requestBody: { required: true, content: json(credentials) },
      responses: {
        "200": success("Logged in", grantAnswer, COOKIE),
        ...problems(400, 401, 413, 415, 429, 503),
      },
    },
  },
  "/auth/refresh": {
    post: {
      ...{ operationId: "refresh", tags, security: open, summary: "A new access token" },
      description: "With the cookie of the login, or with its value in the body; each works once.",
      requestBody: { required: false, content: json(refreshBody) },
      responses: {
        "200": success("Renewed", grantAnswer, COOKIE),
        ...problems(400, 401, 413, 415, 503),
      },
    },
  },
  "/auth/logout": {
    post: {
      ...{ operationId: "logOut", tags, security: open, summary: "End a login and its sockets" },
      requestBody: { required: false, content: json(refreshBody) },
      responses: { "204": success("Ended"), ...problems(400, 401, 413, 415, 503) },
    },
  },
  "/.well-known/jwks.json": {
    get: {
      ...{
        operationId: "jwks",
        tags,
        security: open,
        summary: "Keys access tokens are signed with",
      },
      responses: { "200": success("RFC 7517", jwks) },
    },
  },
};

const adminPaths: ZodOpenApiPathsObject = {
  "/auth/users": {
    post: {
      ...{ operationId: "addUser", tags, security, summary: "Add a user; role admin" },
      requestBody: { required: true, content: json(newUser) },
      responses: {
        "201": success("Added", user),
        ...problems(400, 401, 403, 409, 413, 415, 503),
      },
    },
  },
  "/auth/keys/rotate": {
    post: {
      ...{ operationId: "rotateKeys", tags, security, summary: "A new signing key; role admin" },
      responses: {
        "201": success("Signs from now on", z.object({ kid: z.string() })),
        ...problems(400, 401, 403, 413, 415, 503),
      },
    },
  },
};

const keyPaths: ZodOpenApiPathsObject = {
  "/auth/api-keys": {
    post: {
      ...{ operationId: "issueApiKey", tags, security, summary: "An API key for a program" },
      requestBody: { required: true, content: json(newApiKey) },
      responses: {
        "201": success("The key, shown once", newApiKeyAnswer),
        ...problems(400, 401, 403, 404, 409, 413, 415, 503),
      },
    },
    get: {
      ...{ operationId: "listApiKeys", tags, security, summary: "Your keys; all for role admin" },
      responses: { "200": success("Live keys", z.array(apiKeyAnswer)), ...problems(401, 503) },
    },
  },
  "/auth/api-keys/{id}": {
    delete: {
      ...{ operationId: "revokeApiKey", tags, security, summary: "Revoke a key, end its sockets" },
      requestParams: { path: z.object({ id: z.string() }) },
      responses: { "204": success("Revoked"), ...problems(401, 404, 503) },
    },
  },
};

/** Login, users and keys. */
export const authPaths: ZodOpenApiPathsObject = { ...sessionPaths, ...adminPaths, ...keyPaths };
