import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const BESIDE_CHECKOUT = resolve(import.meta.dirname, "../../../../shared/data");

/** Folder of the market data that no licence lets us ship: HFT_TEST_DATA, else `../shared/data` beside the checkout. */
const root = () => resolve(process.env["HFT_TEST_DATA"] ?? BESIDE_CHECKOUT);

/** Path of a file in the shared market data. Throws a sentence that says how to get there when it is missing. */
export function sharedData(...parts: string[]): string {
  const path = join(root(), ...parts);
  if (existsSync(path)) return path;
  throw new Error(
    `${path} is missing: put the shared data there or name its folder by HFT_TEST_DATA`,
  );
}

/**
 * Null when the shared data is there; else why not, for a test to skip with. With CI=true a missing folder is never a
 * reason to skip: `sharedData` then fails the test.
 */
export function sharedDataMissing(): string | null {
  if (existsSync(root()) || process.env["CI"] === "true") return null;
  return `no market data at ${root()} (HFT_TEST_DATA)`;
}
