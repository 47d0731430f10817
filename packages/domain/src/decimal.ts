// Decimal text ⇄ integers scaled by 1e-8, exactly. Numbers never take part.
const SCALE_DIGITS = 8;
const SCALE = 10n ** BigInt(SCALE_DIGITS);
const PLAIN = /^(-?)(\d{1,12})(?:\.(\d+))?$/;

/** Thrown for text that is no decimal of at most 8 places within 64 bits; the message says what was wrong. */
export class DecimalError extends Error {
  override name = "DecimalError";
}

/** Text such as "190.25" as an integer × 1e-8. Throws DecimalError. */
export function parseDecimal(text: string): bigint {
  const match = PLAIN.exec(text);
  const shown = text.slice(0, 40);
  if (!match) throw new DecimalError(`Decimal "${shown}" is not a plain decimal number`);
  const [, sign, whole = "0", fraction = ""] = match;
  if (fraction.length > SCALE_DIGITS) {
    throw new DecimalError(`Decimal "${shown}" has more than ${SCALE_DIGITS} decimals`);
  }
  const size = BigInt(whole) * SCALE + BigInt(fraction.padEnd(SCALE_DIGITS, "0"));
  const scaled = sign === "-" ? -size : size;
  if (BigInt.asIntN(64, scaled) !== scaled) {
    throw new DecimalError(`Decimal "${shown}" is out of range`);
  }
  return scaled;
}

/** An integer × 1e-8 as the shortest exact decimal text. */
export function formatDecimal(scaled: bigint): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(SCALE_DIGITS + 1, "0");
  const whole = digits.slice(0, -SCALE_DIGITS);
  const fraction = digits.slice(-SCALE_DIGITS).replace(/0+$/, "");
  return `${scaled < 0n ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}
