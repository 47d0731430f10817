import { ROLES } from "@hft/service-kit";
import { z } from "zod";
import { listedAddress } from "./address-list.ts";

/** PostgreSQL keeps every character but NUL, and would be taken for away. */
const storable = (text: z.ZodString) =>
  text.refine((value) => !value.includes("\0"), "must not contain the character NUL");

/** `POST /auth/login`. */
export const credentials = z.object({
  username: storable(z.string().min(1).max(64)),
  password: z.string().min(1).max(256),
});

/** Programs without a cookie jar may hand the refresh token in the body instead. */
export const refreshBody = z.object({ refresh_token: z.string().min(1).max(256).optional() });

/** What a login and a refresh answer. */
export const grantAnswer = z.object({
  access_token: z.string().meta({ description: "For `Authorization: Bearer`" }),
  token_type: z.literal("Bearer"),
  expires_in: z.number().meta({ description: "Seconds" }),
});

/** `POST /auth/api-keys`. */
export const newApiKey = z.strictObject({
  name: storable(z.string().min(1).max(64)).meta({ description: "What the key is for" }),
  username: storable(z.string().max(32))
    .optional()
    .meta({ description: "Owner; yourself where left out, another only for role admin" }),
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .optional()
    .meta({ description: "Of the owner's; all, also later ones, where left out" }),
  accounts: z
    .array(storable(z.string().max(16)))
    .max(16)
    .optional()
    .meta({ description: "Of the owner's; all, also later ones, where left out" }),
  read_only: z.boolean().default(false).meta({ description: "Reads what the owner reads" }),
  addresses: z.array(listedAddress).max(16).default([]).meta({
    description: "Addresses and CIDR networks it may be used from; anywhere where left out",
  }),
  expires_in_days: z.int().min(1).max(366).default(90),
});

/** A key as it is listed: never with its secret. */
export const apiKeyAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    roles: z.array(z.enum(ROLES)).meta({ description: "What it may do now" }),
    accounts: z.array(z.string()).meta({ description: "What it sees now" }),
    read_only: z.boolean(),
    addresses: z.array(z.string()),
    created_by: z.string(),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: "ApiKey" });

/** The only answer that holds the key itself. */
export const newApiKeyAnswer = apiKeyAnswer
  .extend({ key: z.string().meta({ description: "Shown once: only a hash of it is kept" }) })
  .meta({ id: "NewApiKey" });
