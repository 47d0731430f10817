"use client";
import { useState } from "react";
import { useServices } from "../../lib/services.tsx";
import { useDesk } from "../trade/context.tsx";
import { CANCEL_ALL_ORDERS, CANCEL_ORDER } from "./documents.ts";

type Answer = { __typename?: string; text?: string; canceledCount?: number };

/** Undefined = done; the row goes by the stream. */
function wordsFor(answer: Answer): string | undefined {
  switch (answer.__typename) {
    case "OrderRejection":
      return `Not canceled: ${answer.text}`;
    case "OrderOutcomeUnknown":
      return "No answer in time: the order may still be open. Cancel again; it does no harm.";
    default:
      return undefined;
  }
}

/** Cancels one or all. What reduces risk is never gated, so there is no dialog in between. */
export function useCancel() {
  const { api } = useServices();
  const { accounts } = useDesk();
  const [message, setMessage] = useState("");
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());

  async function run(key: string, work: () => Promise<Answer>): Promise<void> {
    if (busy.has(key)) return;
    setBusy((now) => new Set(now).add(key));
    const text = await work().then(wordsFor, (error: Error) => `Not canceled: ${error.message}`);
    setMessage(text ?? "");
    setBusy((now) => new Set([...now].filter((one) => one !== key)));
  }

  const cancel = (id: string) =>
    run(id, async () => (await api.mutate(CANCEL_ORDER, { id })).cancelOrder);
  const cancelAll = async () => {
    await Promise.all(
      accounts.map(({ id: accountId }) =>
        run(
          `all ${accountId}`,
          async () => (await api.mutate(CANCEL_ALL_ORDERS, { accountId })).cancelAllOrders,
        ),
      ),
    );
  };
  return { cancel, cancelAll, message, busy };
}
