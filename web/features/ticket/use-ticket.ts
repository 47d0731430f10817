"use client";
import { useEffect, useRef, useState } from "react";
import type { PlaceOrderInput } from "../../lib/graphql/generated/graphql.ts";
import { useServices } from "../../lib/services.tsx";
import { useDesk } from "../trade/context.tsx";
import { ORDER_BY_CLIENT_ID, PLACE_ORDER } from "./documents.ts";
import { type Draft, inputOf, newClientOrderId, timesInForce } from "./logic.ts";
import { type Outcome, submitOrder } from "./submit.ts";

export type Progress =
  | { readonly kind: "idle" }
  | { readonly kind: "sending" }
  | (Outcome & { readonly roundTripMs: number });

function useDraft() {
  const { accounts, picked } = useDesk();
  const [draft, setDraft] = useState<Draft>({
    accountId: accounts[0]?.id ?? "",
    side: "BUY",
    ordType: "LIMIT",
    timeInForce: "DAY",
    qty: "100",
    px: "",
  });
  useEffect(() => picked.listen((px) => setDraft((now) => ({ ...now, px }))), [picked]);
  function change(part: Partial<Draft>): void {
    setDraft((now) => {
      const next = { ...now, ...part };
      const [first = "IOC"] = timesInForce(next.ordType);
      const fits = timesInForce(next.ordType).includes(next.timeInForce);
      return fits ? next : { ...next, timeInForce: first };
    });
  }
  return { draft, change };
}

/** The draft, and the one order that may be on its way. */
export function useTicket() {
  const { api } = useServices();
  const { instrument } = useDesk();
  const { draft, change } = useDraft();
  const [progress, setProgress] = useState<Progress>({ kind: "idle" });
  // A ref, not state: a second Enter in the same frame must already see it.
  const isSending = useRef(false);
  const unresolved = useRef<PlaceOrderInput>(undefined);

  async function submit(): Promise<void> {
    if (isSending.current) return;
    isSending.current = true;
    const input = unresolved.current ?? inputOf(draft, instrument, newClientOrderId());
    unresolved.current = input;
    setProgress({ kind: "sending" });
    const started = performance.now();
    const outcome = await submitOrder(input, {
      place: async (sent) => (await api.mutate(PLACE_ORDER, { input: sent })).placeOrder,
      find: async (accountId, clientOrderId) =>
        (await api.query(ORDER_BY_CLIENT_ID, { accountId, clientOrderId })).orderByClientId ?? null,
    });
    if (outcome.kind !== "unknown") unresolved.current = undefined;
    setProgress({ ...outcome, roundTripMs: Math.round(performance.now() - started) });
    isSending.current = false;
  }
  return { draft, change, progress, submit };
}
