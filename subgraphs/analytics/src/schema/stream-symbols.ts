// What a market stream may be asked for: a stream of a symbol that nobody trades would be silent for ever.
import { toGraphQLError } from "@hft/service-kit";
import type { MarketLive } from "../live/market-live.ts";

const SYMBOLS_MAX = 50;
const SYMBOL_LENGTH = 16;

export interface KnownMarket {
  live: Pick<MarketLive, "instrument" | "instruments">;
  /** Whether `live` is what the engine has now. */
  isLive: () => boolean;
}

/** Throws VALIDATION_FAILED for none or too many: what is left out would be missed in silence. */
export function requireList(symbols: readonly string[]): void {
  if (symbols.length >= 1 && symbols.length <= SYMBOLS_MAX) return;
  const message = `symbols must be 1 to ${SYMBOLS_MAX}, was ${symbols.length}`;
  throw toGraphQLError("VALIDATION_FAILED", message);
}

/**
 * Throws NOT_FOUND with the symbols that are not traded. Where that cannot be said every symbol passes: before the feed
 * is live, and while a new platform has no instrument yet.
 */
export function requireTraded({ live, isLive }: KnownMarket, symbols: readonly string[]): void {
  if (!isLive() || live.instruments().length === 0) return;
  const unknown = symbols.filter((symbol) => !live.instrument(symbol));
  if (unknown.length === 0) return;
  const names = unknown.map((symbol) => JSON.stringify(symbol.slice(0, SYMBOL_LENGTH)));
  throw toGraphQLError("NOT_FOUND", `There is no instrument ${names.join(", ")}`);
}
