// Exact arithmetic on integers scaled by 1e-8. BigInt stands in for the 128 bits of the engine.

/** 1.0 as a scaled integer. */
export const SCALE = 100_000_000n;

/** Integer quotient, rounded half to even (IEEE 754 roundTiesToEven). The divisor must be positive. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const magnitude = negative ? -dividend : dividend;
  const quotient = magnitude / divisor;
  const twice = (magnitude % divisor) * 2n;
  const roundUp = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  const rounded = roundUp ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** Average price (FIX AvgPx 6) of a cost over a quantity; null where nothing is held. */
export function averagePx(cost: bigint, quantity: bigint): bigint | null {
  if (quantity === 0n) return null;
  const size = quantity < 0n ? -quantity : quantity;
  return divideHalfEven((quantity < 0n ? -cost : cost) * SCALE, size);
}

/** Price × quantity as money, rounded half to even where it is no whole 1e-8. */
export const notional = (px: bigint, quantity: bigint): bigint =>
  divideHalfEven(px * quantity, SCALE);

/** The larger of two integers; Math.max takes no bigint. */
export const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** The smaller of two integers. */
export const smaller = (a: bigint, b: bigint): bigint => (b > a ? a : b);
