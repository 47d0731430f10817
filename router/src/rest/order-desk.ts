import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Order } from "./graph-nodes.ts";
import { type orderRow, toOrderRow } from "./legacy-mapping.ts";
import { clientOrderId, newOrder, type orderName, toPlaceOrderInput } from "./legacy-requests.ts";
import type { Caller, Operations } from "./operations.ts";
import {
  malformed,
  outcomeUnknown,
  problemOfRejection,
  RestProblem,
  readInput,
} from "./problems.ts";

/** An order that stands, after a request about it. */
export interface Placed {
  /** 201 for a new order, 200 for what stood already. */
  readonly status: 200 | 201;
  readonly order: z.output<typeof orderRow>;
  readonly minSequence?: string;
}

/** Order entry, the same for HTTP and `/ws`; throws `RestProblem`. */
export interface OrderDesk {
  place(caller: Caller, body: unknown, idempotencyKey?: unknown): Promise<Placed>;
  cancel(caller: Caller, id: string): Promise<Placed>;
  /** The order of that name; throws a 404 where there is none or it is another's. */
  find(caller: Caller, id: string, name: z.output<typeof orderName>): Promise<Order>;
}

type Outcome =
  | {
      readonly __typename: "PlaceOrderAccepted";
      readonly duplicate: boolean;
      readonly order: Order;
    }
  | { readonly __typename: "CancelOrderAccepted"; readonly order: Order }
  | {
      readonly __typename: "OrderRejection";
      readonly reason: string;
      readonly text: string;
      readonly refused: Order | null;
    }
  | { readonly __typename: "OrderOutcomeUnknown" };

/** `asked` is by what an order can be asked for whose outcome is unknown. */
function accepted(
  outcome: Outcome,
  asked: Parameters<typeof outcomeUnknown>[0],
): Extract<Outcome, { order: Order }> {
  switch (outcome.__typename) {
    case "OrderRejection":
      throw problemOfRejection(outcome);
    case "OrderOutcomeUnknown":
      throw outcomeUnknown(asked);
    default:
      return outcome;
  }
}

/** The given account, or the only one there is. */
function accountOf({ claims: { accounts } }: Caller, given: string | null | undefined): string {
  if (given) return given;
  if (accounts.length === 1 && accounts[0]) return accounts[0];
  if (accounts.length === 0) throw malformed("account_id: you have no account");
  throw malformed(`account_id: needed, since you have several accounts: ${accounts.join(", ")}`);
}

/**
 * The id by which a repetition is known: of the body, of the header, or made here. An id made here is
 * told in the answer, but whoever gets no answer cannot repeat safely.
 */
function idempotencyOf(given: string | null | undefined, header: unknown): string {
  if (header === undefined) return given ?? `rest-${randomUUID()}`;
  const text = typeof header === "string" ? unquoted(header) : header;
  const key = readInput(clientOrderId, text, "Idempotency-Key");
  if (given && given !== key) {
    throw malformed("client_order_id: differs from the header Idempotency-Key; send one of them");
  }
  return key;
}

/** The header is a quoted string in newer clients and bare in older ones. */
const unquoted = (header: string): string => /^"(.*)"$/.exec(header)?.[1] ?? header;

const noSuchOrder = () => new RestProblem(404, "NOT_FOUND", "There is no such order");

export function createOrderDesk(operations: Operations): OrderDesk {
  return {
    async place(caller, body, idempotencyKey) {
      operations.demand(caller, "placeOrder");
      if (body === undefined) throw malformed("body: is empty; send the order as JSON");
      const wish = readInput(newOrder, body);
      const ids = {
        accountId: accountOf(caller, wish.account_id),
        clientOrderId: idempotencyOf(wish.client_order_id, idempotencyKey),
      };
      const input = toPlaceOrderInput(wish, ids);
      const { data, ...rest } = await operations.run<Outcome>(caller, "placeOrder", { input });
      const outcome = accepted(data, { client_order_id: ids.clientOrderId });
      const isDuplicate = "duplicate" in outcome && outcome.duplicate;
      return { status: isDuplicate ? 200 : 201, order: toOrderRow(outcome.order), ...rest };
    },
    async cancel(caller, id) {
      operations.demand(caller, "cancelOrder");
      const { data, ...rest } = await operations.run<Outcome>(caller, "cancelOrder", { id });
      return { status: 200, order: toOrderRow(accepted(data, { id }).order), ...rest };
    },
    async find(caller, id, { by, account_id }) {
      const { data } =
        by === "client_order_id"
          ? await operations.run<Order | null>(caller, "orderByClientId", {
              accountId: accountOf(caller, account_id),
              clientOrderId: readInput(clientOrderId, id, "client_order_id"),
            })
          : await operations.run<Order | null>(caller, "order", { id });
      if (!data || (account_id && data.accountId !== account_id)) throw noSuchOrder();
      return data;
    },
  };
}
