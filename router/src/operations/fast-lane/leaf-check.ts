import { isCustomScalarType, isEnumType, type NamedType } from "@apollo/federation-internals";

/** Never more generous than the reference executor: what is refused here, it is asked about. */
export type LeafCheck = (value: unknown) => boolean;

/** Larger ones are not written as digits. */
const isWhole = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 1e21;

const BUILT_IN: Readonly<Record<string, LeafCheck>> = {
  String: (value) => typeof value === "string",
  ID: (value) => typeof value === "string" || isWhole(value),
  Int: isWhole,
  Float: (value) => Number.isFinite(value),
  Boolean: (value) => typeof value === "boolean",
};

/** What a scalar or an enum of the API may be. */
export function leafCheck(type: NamedType): LeafCheck {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.values.map((one) => one.name));
    return (value) => names.has(value);
  }
  if (isCustomScalarType(type)) return () => true;
  return BUILT_IN[type.name] ?? (() => false);
}
