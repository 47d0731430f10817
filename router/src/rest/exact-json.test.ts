import { describe, expect, it } from "vitest";
import { ExactNumber, parseExactJson, plainDecimal } from "./exact-json.ts";

const plain = (source: string) => plainDecimal(new ExactNumber(source));

describe("JSON numbers", () => {
  it("[REST-003] are kept as they were written, beyond what a double holds", () => {
    const text = '{"a":0.1,"b":[90071992547409931.00000001,"7"],"c":null,"d":true,"e":-1e-8}';
    expect(parseExactJson(text)).toEqual({
      a: new ExactNumber("0.1"),
      b: [new ExactNumber("90071992547409931.00000001"), "7"],
      c: null,
      d: true,
      e: new ExactNumber("-1e-8"),
    });
    expect(() => parseExactJson("{")).toThrow(SyntaxError);
  });

  it.each([
    ["0.30000000000000004", "0.30000000000000004"],
    ["190.250", "190.25"],
    ["1e2", "100"],
    ["1.5E-3", "0.0015"],
    ["-12.5e1", "-125"],
    ["123e-2", "1.23"],
    ["0", "0"],
    ["0.0", "0"],
    ["1e-05", "0.00001"],
    ["1e41", undefined],
    ["1e9999", undefined],
  ])("[REST-003] %s is %s", (source, expected) => {
    expect(plain(source)).toBe(expected);
  });
});
