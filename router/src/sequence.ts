/** The later of two engine sequences; `Math.max` knows no bigint. */
export function laterOf(a: bigint, b: bigint): bigint {
  if (b > a) return b;
  return a;
}
