import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const BESIDE_CHECKOUT = resolve(import.meta.dirname, "../../../../shared/data");

/**
 * Path inside the shared market data, which stands beside the checkout and not in it
 * (HFT_SHARED_DATA names another place). Missing data fails a run: nothing is skipped for it.
 */
export function sharedData(...parts: string[]): string {
  const path = join(process.env["HFT_SHARED_DATA"] ?? BESIDE_CHECKOUT, ...parts);
  if (existsSync(path)) return path;
  throw new Error(`${path} is missing: put the shared data there or name it by HFT_SHARED_DATA`);
}
