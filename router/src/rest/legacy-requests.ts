// What the older API's programs send, and what it is called here.
import { z } from "zod";
import { ExactNumber, plainDecimal } from "./exact-json.ts";
import { ORD_STATUSES, ORD_TYPES, SIDES, TIMES_IN_FORCE } from "./graph-nodes.ts";

const AMOUNT = 'a number such as 190.25, or the same as a string: "190.25"';
const exactNumber = z.instanceof(ExactNumber).meta({ override: { type: "number" } });

/** An amount as a string or a JSON number, never through a double. */
const amount = z
  .union([z.string(), exactNumber], { error: `must be ${AMOUNT}` })
  .transform((given) => (typeof given === "string" ? given : (plainDecimal(given) ?? given.source)))
  .pipe(
    z
      .string()
      .regex(/^-?\d{1,12}(\.\d+)?$/, `must be ${AMOUNT}`)
      .regex(/^-?\d+(\.\d{1,8})?$/, "has more than 8 decimals"),
  );

/** A word of a list in any case. */
const word = <const T extends readonly [string, ...string[]]>(words: T, description: string) =>
  z
    .string()
    .toUpperCase()
    .pipe(z.enum(words))
    .meta({ description: `${description}, in any case`, examples: [words[0]] });

/** A symbol in any case, of a request and of a subscription to market alike. */
export const symbol = z
  .string()
  .regex(/^[A-Za-z0-9./-]{1,16}$/, "must be 1 to 16 of A-Z 0-9 . / -")
  .toUpperCase()
  .meta({ description: "FIX Symbol (55)", examples: ["AAPL"] });
const accountId = z
  .string()
  .min(1)
  .max(16)
  .meta({ description: "One of your accounts; may be left out by whoever has just one" });

/** Form of a client order id, also of the `Idempotency-Key` header. */
export const clientOrderId = z
  .string()
  .regex(/^[\x21-\x7e]{1,48}$/, "must be 1 to 48 printable ASCII characters without spaces")
  .meta({ description: "Chosen by the client: sent again it trades once. FIX ClOrdID (11)" });

const ignored = z.unknown().optional().meta({ description: "Ignored: an answer may be sent back" });

/** Body of `POST /api/order`, and `data` of an `order` message. */
export const newOrder = z
  .strictObject({
    client_order_id: z
      .union([clientOrderId, exactNumber.transform(({ source }) => source).pipe(clientOrderId)])
      .nullish(),
    account_id: accountId.nullish(),
    symbol,
    side: word(SIDES, "BUY or SELL"),
    quantity: amount.meta({ description: "A multiple of the instrument's lot" }),
    price: amount.nullish().meta({ description: "Needed for LIMIT, left out for MARKET" }),
    order_type: word(ORD_TYPES, "LIMIT or MARKET"),
    time_in_force: word(TIMES_IN_FORCE, "DAY, GTC, IOC or FOK; DAY where left out").nullish(),
    tif: word(TIMES_IN_FORCE, "Another name of time_in_force").nullish(),
    text: z
      .string()
      .regex(/^[\x20-\x7e]{0,64}$/, "must be at most 64 printable ASCII characters")
      .nullish()
      .meta({ description: "A note of yours" }),
    ...{ id: ignored, order_id: ignored, status: ignored, filled_qty: ignored },
    ...{ remaining_qty: ignored, avg_px: ignored, reject_reason: ignored, sequence: ignored },
    ...{ created_at: ignored, updated_at: ignored },
  })
  .refine(({ time_in_force, tif }) => !time_in_force || !tif || time_in_force === tif, {
    message: "differs from time_in_force; send one of them",
    path: ["tif"],
  })
  .meta({ id: "NewOrder" });

const limit = z.coerce.number().int().min(1).max(500).default(50);
const after = z.string().max(512).optional().meta({
  description: "Where the page before ended: its header `x-next-after`",
});

/** Query of `GET /api/orders`. */
export const orderFilter = z.strictObject({
  symbol: symbol.optional(),
  status: z
    .string()
    .toUpperCase()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(ORD_STATUSES)))
    .optional()
    .meta({ description: `One or more, joined by commas, of ${ORD_STATUSES.join(" ")}` }),
  side: word(SIDES, "BUY or SELL").optional(),
  account_id: accountId.optional(),
  limit,
  after,
});

/** Query of `GET /api/executions`. */
export const executionFilter = z.strictObject({
  symbol: symbol.optional(),
  account_id: accountId.optional(),
  limit,
  after,
});

/** Query of `GET /api/positions`. */
export const positionFilter = z.strictObject({
  symbol: symbol.optional(),
  account_id: accountId.optional(),
});

/** Query of the routes that name one order. */
export const orderName = z.strictObject({
  by: z
    .enum(["id", "order_id", "client_order_id"])
    .default("id")
    .meta({ description: "What the path holds" }),
  account_id: accountId.optional(),
});

/** The graph's input for a body that has been read. */
export function toPlaceOrderInput(
  body: z.output<typeof newOrder>,
  ids: { readonly accountId: string; readonly clientOrderId: string },
) {
  return {
    ...ids,
    symbol: body.symbol,
    side: body.side,
    ordType: body.order_type,
    timeInForce: body.time_in_force ?? body.tif ?? "DAY",
    orderQty: body.quantity,
    limitPx: body.price ?? null,
    text: body.text ?? null,
  };
}
