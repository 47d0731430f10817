import { AppError } from "@hft/service-kit";
import type { z } from "zod";

/** Says where and what the first problem is, in one sentence. */
export function problemOf({ issues }: z.ZodError): string {
  const { path, message } = issues[0] ?? { path: [], message: "Malformed" };
  return `${path.join(".") || "body"}: ${message}`;
}

/** A request body as its schema reads it; throws VALIDATION_FAILED. */
export function parseBody<T extends z.ZodType>(type: T, body: unknown): z.output<T> {
  const result = type.safeParse(body ?? {});
  if (result.success) return result.data;
  throw new AppError("VALIDATION_FAILED", problemOf(result.error));
}
