import { z } from "zod";

/** The fields of an object schema; undefined for a leaf. */
export function shapeOf(type: z.ZodType): Record<string, z.ZodType> | undefined {
  return type instanceof z.ZodObject ? (type.shape as Record<string, z.ZodType>) : undefined;
}

/** The variable `env()` tied to a leaf. */
export function envNameOf(type: z.ZodType | undefined): string | undefined {
  return type?.meta()?.["env"] as string | undefined;
}

/** The variable behind a path of a validation problem. */
export function envNameAt(type: z.ZodType, path: readonly PropertyKey[]): string {
  let at: z.ZodType | undefined = type;
  for (const step of path) {
    const shape: Record<string, z.ZodType> | undefined = at && shapeOf(at);
    if (!shape) break;
    at = shape[String(step)];
  }
  return envNameOf(at) ?? path.join(".");
}
