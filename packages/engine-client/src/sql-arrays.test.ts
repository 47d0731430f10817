import { expect, it } from "vitest";
import { decimals, numbers } from "./sql-arrays.ts";

it("writes numbers as PostgreSQL reads them", () => {
  expect(numbers([1n, -2, null, undefined, 18_446_744_073_709_551_615n])).toBe(
    "{1,-2,NULL,NULL,18446744073709551615}",
  );
  expect(decimals([12_345_000_000n, -1n, null, 0n])).toBe("{123.45,-0.00000001,NULL,0}");
  expect(numbers([])).toBe("{}");
});
