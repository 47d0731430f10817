import { z } from "zod";
import type { ZodOpenApiResponsesObject } from "zod-openapi";
import { problemAnswer } from "../problems.ts";

/** Headers of every answer. */
const always = {
  "x-request-id": z.string().meta({ description: "As sent, or made here" }),
};

const RETRY_AFTER = z.string().regex(/^\d+$/).meta({ description: "Seconds to wait" });

const REASONS = {
  400: "Malformed; the message says what would be right",
  401: "No valid access token or API key",
  403: "Your roles do not allow it",
  404: "There is none, or it is not yours",
  409: "The client order id stands for an order with another body",
  413: "The body is larger than 64 kB",
  415: "The body is not application/json",
  422: "Refused by risk or rules; `reason` says which",
  429: "Too fast; where there is a `reason` the order stays rejected and needs a new client order id",
  503: "Engine or history cannot be reached, or the outcome is unknown: safe to send again",
} as const;

/** A status that ends in an error. */
export type ProblemStatus = keyof typeof REASONS;

/** JSON of one schema. */
export const json = (schema: z.ZodType) => ({ "application/json": { schema } });

/** A success. */
export const success = (
  description: string,
  schema?: z.ZodType,
  headers: Record<string, z.ZodType> = {},
) => ({
  description,
  headers: z.object({ ...always, ...headers }),
  ...(schema && { content: json(schema) }),
});

/** The errors a route may answer, all of one shape. */
export function problems(...statuses: ProblemStatus[]): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    statuses.map((status) => [
      `${status}`,
      {
        description: REASONS[status],
        headers: z.object({ ...always, ...(status === 429 && { "retry-after": RETRY_AFTER }) }),
        content: json(problemAnswer),
      },
    ]),
  ) as ZodOpenApiResponsesObject;
}
