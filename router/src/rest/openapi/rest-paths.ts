import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { executionRow, orderRow, positionRow } from "../legacy-mapping.ts";
import {
  clientOrderId,
  executionFilter,
  newOrder,
  orderFilter,
  orderName,
  positionFilter,
} from "../legacy-requests.ts";
import { json, problems, success } from "./answers.ts";

const id = z.object({ id: z.string().meta({ description: "Id of the order" }) });
const MIN_SEQUENCE = {
  "x-hft-min-sequence": z
    .string()
    .optional()
    .meta({ description: "Send it to another router to read there what was written here" }),
};
const PAGE = {
  "x-next-after": z.string().optional().meta({ description: "`after` of the next page" }),
  link: z.string().optional().meta({ description: "The next page, RFC 8288" }),
};
const tags = ["trading"];
const READ = [400, 401, 403, 404, 503] as const;
const ENTRY = [400, 401, 403, 404, 409, 413, 415, 422, 429, 503] as const;

/** The routes of the older API. */
export const restPaths: ZodOpenApiPathsObject = {
  "/api/order": {
    post: {
      ...{ operationId: "placeOrder", tags, summary: "Place an order" },
      description:
        "Answers when the engine has it on disk. Sent again with the same client order id it trades once. " +
        "Without an id one is made and answered; whoever gets no answer then cannot repeat safely.",
      requestParams: {
        header: z.object({
          "idempotency-key": clientOrderId
            .optional()
            .meta({ description: "Client order id, where the body has none" }),
        }),
      },
      requestBody: { required: true, content: json(newOrder) },
      responses: {
        "201": success("The order after matching", orderRow, MIN_SEQUENCE),
        "200": success("The same order stood already", orderRow, MIN_SEQUENCE),
        ...problems(...ENTRY),
      },
    },
  },
  "/api/orders": {
    get: {
      ...{ operationId: "listOrders", tags, summary: "Your orders, newest first" },
      requestParams: { query: orderFilter },
      responses: { "200": success("One page", z.array(orderRow), PAGE), ...problems(...READ) },
    },
  },
  "/api/orders/{id}": {
    get: {
      ...{ operationId: "getOrder", tags, summary: "One of your orders" },
      requestParams: { path: id, query: orderName },
      responses: { "200": success("The order", orderRow), ...problems(...READ) },
    },
    delete: {
      ...{ operationId: "cancelOrder", tags, summary: "Cancel one of your open orders" },
      requestParams: { path: id, query: orderName },
      responses: {
        "200": success("The order after the cancel", orderRow, MIN_SEQUENCE),
        ...problems(400, 401, 403, 404, 422, 429, 503),
      },
    },
  },
  "/api/executions": {
    get: {
      ...{ operationId: "listExecutions", tags, summary: "Your fills, newest first" },
      requestParams: { query: executionFilter },
      responses: { "200": success("One page", z.array(executionRow), PAGE), ...problems(...READ) },
    },
  },
  "/api/positions": {
    get: {
      ...{ operationId: "listPositions", tags, summary: "Your positions, flat ones included" },
      requestParams: { query: positionFilter },
      responses: { "200": success("All of them", z.array(positionRow)), ...problems(...READ) },
    },
  },
};
