import { AppError } from "@hft/service-kit";
import type { z } from "zod";

const MOST_TOLD = 3;

/** Says where and what the first problems are, in one line: a misspelt field is missing and unknown. */
export function problemOf({ issues }: z.ZodError): string {
  const told = issues.slice(0, MOST_TOLD).map(({ path, message }) => {
    return `${path.join(".") || "body"}: ${message}`;
  });
  return told.join("; ") || "body: Malformed";
}

/** A request body as its schema reads it; throws VALIDATION_FAILED. */
export function parseBody<T extends z.ZodType>(type: T, body: unknown): z.output<T> {
  const result = type.safeParse(body ?? {});
  if (result.success) return result.data;
  throw new AppError("VALIDATION_FAILED", problemOf(result.error));
}
