import { Deviation } from "./deviation.ts";
import { isObject, type Json } from "./merge.ts";

/** In a path of a plan: each element of a list. */
const EACH = "@";

function collect(value: unknown, path: readonly string[], from: number, found: Json[]): void {
  if (value === null || value === undefined) return;
  const step = path[from];
  if (step === EACH) {
    if (!Array.isArray(value)) throw new Deviation("no list where the plan has one");
    for (const one of value) collect(one, path, from + 1, found);
    return;
  }
  if (!isObject(value)) throw new Deviation("no object where the plan has one");
  if (step === undefined) found.push(value);
  else collect(value[step], path, from + 1, found);
}

/** The objects at a path of a plan, in order; nulls on the way lead nowhere. */
export function entitiesAt(root: Json, path: readonly string[]): Json[] {
  const found: Json[] = [];
  collect(root, path, 0, found);
  return found;
}
