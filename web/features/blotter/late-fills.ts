import type { Services } from "../../lib/services.tsx";
import { createBackoff } from "../../lib/stream/backoff.ts";
import { type FillTable, fillPage } from "./tables.ts";

const READINGS = 5;

/**
 * History is written a moment after the engine's events, so a fill from just before the stream began may be in
 * neither. The newest page is read again, later and later, and what is new is added.
 */
export function watchLateFills(api: Services["api"], table: FillTable): () => void {
  const backoff = createBackoff();
  let left = READINGS;
  async function look(): Promise<void> {
    left -= 1;
    await fillPage(api, null)
      .then(({ fills }) => table.merge(fills))
      .catch(() => 0);
    if (left > 0) backoff.again(look);
  }
  const stop = table.subscribe(() => {
    if (table.getView().phase.kind !== "live") return;
    stop();
    backoff.again(look);
  });
  return () => {
    stop();
    left = 0;
    backoff.cancel();
  };
}
