// JSON whose numbers never pass through a double: 0.1 stays the text "0.1".

/** A JSON number as it was written. */
export class ExactNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** Like `JSON.parse`, with every number as an `ExactNumber`; throws `SyntaxError`. */
export function parseExactJson(text: string): unknown {
  const revive: Reviver = (_key, value, { source = "" }) =>
    typeof value === "number" ? new ExactNumber(source) : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}

/** More is no amount of anything, and must not become a long text. */
const MAX_EXPONENT = 40;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** The same number without an exponent; undefined where it is no JSON number of a sane size. */
export function plainDecimal({ source }: ExactNumber): string | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = NUMBER.exec(source) ?? [];
  const shift = Number(exponent);
  if (!whole || Math.abs(shift) > MAX_EXPONENT) return undefined;
  const digits = `${"0".repeat(Math.max(0, -shift))}${whole}${fraction}${"0".repeat(Math.max(0, shift))}`;
  const point = Math.max(0, -shift) + whole.length + shift;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const after = digits.slice(point).replace(/0+$/, "");
  return `${sign}${before}${after && `.${after}`}`;
}
