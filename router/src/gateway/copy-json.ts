/** A copy of parsed JSON; several times quicker than `structuredClone`, which must expect anything. */
export function copyJson<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson) as T;
  const copy: Record<string, unknown> = {};
  for (const name in value) copy[name] = copyJson(value[name]);
  return copy as T;
}
