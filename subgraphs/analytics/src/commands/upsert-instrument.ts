import { rejectText } from "@hft/domain";
import type { Engine } from "@hft/graphql-kit";
import { type Principal, toGraphQLError } from "@hft/service-kit";
import type { MarketLive } from "../live/market-live.ts";
import { instrumentNode } from "../schema/market-nodes.ts";
import type { InstrumentInput } from "../schema/market-types.ts";

const SYMBOL = /^[A-Z0-9./-]{1,16}$/;

/** Adds or changes an instrument; the same content again changes nothing. */
export async function upsertInstrument(
  engine: Engine,
  live: MarketLive,
  principal: Principal,
  input: InstrumentInput,
) {
  const { symbol, tickPx, lotQty, minQty, maxQty } = input;
  if (!SYMBOL.test(symbol))
    throw toGraphQLError("VALIDATION_FAILED", "symbol must be 1 to 16 of A-Z 0-9 . / -");
  const reply = await engine.send(
    {
      ...{ type: "UpsertInstrument", symbol, tickPx, lotQty, minQty, maxQty },
      collarBps: input.collarBps ?? 500,
      isShortable: input.isShortable ?? false,
      calendar: input.calendar ?? "ALWAYS",
      currency: input.currency ?? "USD",
      venue: input.venue ?? "internal",
    },
    principal,
  );
  const instrument = live.instrument(symbol);
  if (!reply || (reply.outcome === "ACCEPTED" && !instrument))
    return { __typename: "InstrumentOutcomeUnknown", symbol };
  if (reply.outcome !== "ACCEPTED" || !instrument) {
    return {
      __typename: "InstrumentRejection",
      reason: reply.rejectReason,
      text: rejectText(reply.rejectReason),
    };
  }
  return {
    __typename: "InstrumentAccepted",
    instrument: instrumentNode(instrument, live.lastPx(symbol)),
    sequence: reply.lastSequence,
  };
}
