import type { PlaceOrderInput } from "../../lib/graphql/generated/graphql.ts";
import {
  decimalOf,
  displayDecimal,
  formatDecimal,
  multiply,
  parseDecimal,
  placesOf,
} from "../../lib/money/decimal.ts";
import type { Account } from "../blotter/tables.ts";
import type { Top } from "../book/logic.ts";
import type { Instrument } from "../trade/context.tsx";

/** What stands in the ticket; texts are as typed. */
export interface Draft {
  readonly accountId: string;
  readonly side: "BUY" | "SELL";
  readonly ordType: "LIMIT" | "MARKET";
  readonly timeInForce: "DAY" | "GTC" | "IOC" | "FOK";
  readonly qty: string;
  readonly px: string;
}

export type Rules = Pick<Instrument, "symbol" | "tickPx" | "lotQty" | "minQty" | "maxQty">;

/** A market order takes what is there now, so it cannot wait in the book. */
export const timesInForce = (ordType: Draft["ordType"]): readonly Draft["timeInForce"][] =>
  ordType === "MARKET" ? ["IOC", "FOK"] : ["DAY", "GTC", "IOC", "FOK"];

/** Why the draft cannot be sent yet, in words; empty when it can. */
export function problemOf(draft: Draft, rules: Rules): string {
  if (!draft.accountId) return "You have no account to trade with.";
  const qty = parseDecimal(draft.qty);
  if (qty === undefined || qty <= 0n) return "Enter a quantity.";
  if (qty % decimalOf(rules.lotQty) !== 0n) return `Quantity goes by ${rules.lotQty}.`;
  if (qty < decimalOf(rules.minQty)) return `The smallest quantity is ${rules.minQty}.`;
  if (qty > decimalOf(rules.maxQty)) return `The largest quantity is ${rules.maxQty}.`;
  if (draft.ordType === "MARKET") return "";
  const px = parseDecimal(draft.px);
  if (px === undefined || px <= 0n) return "Enter a price.";
  return px % decimalOf(rules.tickPx) === 0n ? "" : `Prices go by ${rules.tickPx}.`;
}

/** "Buy 100 AAPL limit 190.25": what the button does. */
export function sentenceOf(draft: Draft, rules: Rules): string {
  const verb = draft.side === "BUY" ? "Buy" : "Sell";
  const qty = parseDecimal(draft.qty);
  const amount = qty === undefined ? "…" : formatDecimal(qty);
  if (draft.ordType === "MARKET") return `${verb} ${amount} ${rules.symbol} at market`;
  const px = parseDecimal(draft.px);
  return `${verb} ${amount} ${rules.symbol} limit ${px === undefined ? "…" : formatDecimal(px, placesOf(rules.tickPx))}`;
}

/** What the order is worth at its limit, or at the best opposite price; and what remains to trade with. */
export function estimateOf(draft: Draft, top: Top, account: Account | undefined) {
  const limit = parseDecimal(draft.px);
  const px = draft.ordType === "LIMIT" ? limit : draft.side === "BUY" ? top.ask : top.bid;
  const qty = parseDecimal(draft.qty);
  const worth = px !== undefined && qty !== undefined ? multiply(px, qty) : undefined;
  return {
    worth: worth === undefined ? "–" : displayDecimal(worth),
    available: account ? displayDecimal(decimalOf(account.available)) : "–",
  };
}

export function inputOf(draft: Draft, rules: Rules, clientOrderId: string): PlaceOrderInput {
  const { accountId, side, ordType, timeInForce } = draft;
  const orderQty = formatDecimal(decimalOf(draft.qty.trim()));
  const input = {
    accountId,
    symbol: rules.symbol,
    side,
    ordType,
    timeInForce,
    orderQty,
    clientOrderId,
  };
  if (ordType === "MARKET") return input;
  return { ...input, limitPx: formatDecimal(decimalOf(draft.px.trim())) };
}

/** Made before the first sending and kept on every retry: the same order twice has one effect. */
export function newClientOrderId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `web-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
