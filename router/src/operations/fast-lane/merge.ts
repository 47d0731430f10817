import { Deviation } from "./deviation.ts";

/** An object of a parsed answer. */
export type Json = Record<string, unknown>;

/** True for objects that are no lists. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (const [at, value] of source.entries()) {
    const known = target[at];
    if (isObject(known) && isObject(value)) merge(known, value);
    else target[at] = value;
  }
}

/** Merges what another fetch says about the same object, as the reference executor does. */
export function merge(target: Json, source: Json): void {
  for (const key of Object.keys(source)) {
    // No field has this name here, but a scalar may hold objects of anybody's making.
    if (key === "__proto__") throw new Deviation("a key called __proto__");
    const value = source[key];
    const known = target[key];
    if (isObject(known) && isObject(value)) merge(known, value);
    else if (Array.isArray(value) && Array.isArray(known) && known.length === value.length) {
      mergeLists(known, value);
    } else target[key] = value;
  }
}
