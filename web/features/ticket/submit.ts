import type {
  OrdStatus,
  PlaceOrderInput,
  PlaceOrderMutation,
} from "../../lib/graphql/generated/graphql.ts";

/** How far an order has come, as the ticket tells it. */
export type Outcome =
  | {
      readonly kind: "accepted";
      readonly orderId: string;
      readonly ordStatus: OrdStatus;
      readonly cumQty: string;
    }
  | { readonly kind: "rejected"; readonly reason: string; readonly text: string }
  /** Nobody answered. The order may stand: only the same id may be sent again. */
  | { readonly kind: "unknown"; readonly text: string };

interface KnownOrder {
  readonly id: string;
  readonly ordStatus: OrdStatus;
  readonly cumQty: string;
  readonly rejectReason?: string | null;
}

export interface SubmitDeps {
  place(input: PlaceOrderInput): Promise<PlaceOrderMutation["placeOrder"]>;
  find(accountId: string, clientOrderId: string): Promise<KnownOrder | null>;
}

/** Sends an order; after silence asks what became of its id instead of guessing. */
export async function submitOrder(input: PlaceOrderInput, deps: SubmitDeps): Promise<Outcome> {
  try {
    const answer = await deps.place(input);
    if (answer.__typename === "PlaceOrderAccepted") return accepted(answer.order);
    if (answer.__typename === "OrderRejection") {
      return { kind: "rejected", reason: answer.reason, text: answer.text };
    }
    return await ask(input, deps, "The engine did not answer in time");
  } catch (error) {
    return ask(input, deps, error instanceof Error ? error.message : String(error));
  }
}

function accepted({ id, ordStatus, cumQty }: KnownOrder): Outcome {
  return { kind: "accepted", orderId: id, ordStatus, cumQty };
}

async function ask(input: PlaceOrderInput, deps: SubmitDeps, text: string): Promise<Outcome> {
  const order = await deps.find(input.accountId, input.clientOrderId).catch(() => null);
  if (!order) return { kind: "unknown", text };
  if (order.ordStatus !== "REJECTED") return accepted(order);
  return {
    kind: "rejected",
    reason: order.rejectReason ?? "REJECTED",
    text: "The order was rejected",
  };
}
