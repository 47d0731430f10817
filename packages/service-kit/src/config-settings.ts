import { z } from "zod";
import { envNameOf, shapeOf } from "./config-shape.ts";

/** One variable of a service, as its schema declares it. */
export interface Setting {
  name: string;
  description: string;
  isSecret: boolean;
  /** Text of the default; undefined where there is none. */
  fallback: string | undefined;
  /** Without it the service refuses to start. */
  isRequired: boolean;
}

/** Every variable `loadConfig` would read for this schema, in the order of the schema. */
export function settingsOf(schema: z.ZodType): Setting[] {
  const shape = shapeOf(schema);
  if (shape) return Object.values(shape).flatMap(settingsOf);
  const name = envNameOf(schema);
  if (name === undefined) throw new Error("A leaf of a configuration is not tied to a variable");
  const absent = schema.safeParse(undefined);
  return [
    {
      name,
      description: String(schema.meta()?.["description"] ?? ""),
      isSecret: isSecret(schema),
      fallback: absent.success ? textOf(absent.data) : undefined,
      isRequired: !absent.success,
    },
  ];
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** `secret()` marks itself; what is wrapped around it, such as optional(), is taken off. */
function isSecret(schema: z.ZodType): boolean {
  if (schema.meta()?.["isSecret"] === true) return true;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return isSecret(schema.def.innerType as z.ZodType);
  }
  return false;
}
