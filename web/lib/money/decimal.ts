// Decimal text ⇄ integers scaled by 1e-8, as everywhere in the platform. Floats never carry an order.
const DIGITS = 8;
export const SCALE = 10n ** BigInt(DIGITS);
const PLAIN = /^(-?)(\d{1,12})(?:\.(\d{1,8}))?$/;

/** "190.25" as an integer × 1e-8; undefined where the text is no decimal of at most 8 places. */
export function parseDecimal(text: string): bigint | undefined {
  const match = PLAIN.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = "0", fraction = ""] = match;
  const scaled = BigInt(whole) * SCALE + BigInt(fraction.padEnd(DIGITS, "0"));
  return sign === "-" ? -scaled : scaled;
}

/** Decimals from the API are always well formed; null and undefined count as zero. */
export const decimalOf = (text: string | null | undefined): bigint =>
  (text && parseDecimal(text)) || 0n;

/** An integer × 1e-8 with at least `places` decimals, more only where they say something. */
export function formatDecimal(scaled: bigint, places = 0): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(DIGITS + 1, "0");
  const whole = digits.slice(0, -DIGITS);
  const fraction = digits.slice(-DIGITS).replace(/0+$/, "").padEnd(places, "0");
  return `${scaled < 0n ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}

/** Rounded half away from zero to `places` decimals, with thousands separated: for people only. */
export function displayDecimal(scaled: bigint, places = 2): string {
  const unit = 10n ** BigInt(DIGITS - places);
  const absolute = scaled < 0n ? -scaled : scaled;
  const rounded = ((absolute + unit / 2n) / unit) * unit;
  const [whole = "0", fraction] = formatDecimal(rounded, places).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = scaled < 0n && rounded > 0n ? "−" : "";
  return `${sign}${grouped}${fraction ? `.${fraction}` : ""}`;
}

/** Price × quantity, back on the scale of money. Exact where tick × lot is a whole 1e-8. */
export const multiply = (px: bigint, qty: bigint): bigint => (px * qty) / SCALE;

export function largerOf(a: bigint, b: bigint): bigint {
  if (a >= b) return a;
  return b;
}

/** How many decimals the multiples of `step` need: "0.01" → 2. */
export const placesOf = (step: string): number =>
  step.split(".")[1]?.replace(/0+$/, "").length ?? 0;
