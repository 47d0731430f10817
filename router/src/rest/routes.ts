import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  type Authenticate,
  credentialsOf,
  MIN_SEQUENCE_HEADER,
  parseSequence,
} from "../auth/authenticator.ts";
import type { AccessClaims } from "../auth/tokens.ts";
import { parseExactJson } from "./exact-json.ts";
import { toOrderRow } from "./legacy-mapping.ts";
import { executionFilter, orderFilter, orderName, positionFilter } from "./legacy-requests.ts";
import type { Listings, Page } from "./listings.ts";
import type { Caller } from "./operations.ts";
import type { OrderDesk, Placed } from "./order-desk.ts";
import { malformed, RestProblem, readInput } from "./problems.ts";

/** What the routes are made of. */
export interface RestRoutesDeps {
  readonly authenticate: Authenticate;
  readonly desk: OrderDesk;
  readonly listings: Listings;
}

interface RestRequest extends FastifyRequest {
  claims?: AccessClaims;
}

/** Where the next page begins. */
export const NEXT_AFTER_HEADER = "x-next-after";

function callerOf(request: RestRequest): Caller {
  const claimed = parseSequence(request.headers[MIN_SEQUENCE_HEADER]);
  return { claims: request.claims as AccessClaims, requestId: request.id, claimed };
}

function sendPlaced(reply: FastifyReply, { status, order, minSequence }: Placed) {
  if (minSequence !== undefined) reply.header(MIN_SEQUENCE_HEADER, minSequence);
  return reply.code(status).send(order);
}

/** A list is a plain array; where it goes on is said in headers. */
function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { rows, nextAfter }: Page<unknown>,
) {
  if (nextAfter !== undefined) {
    const url = new URL(request.url, "http://router");
    url.searchParams.set("after", nextAfter);
    reply.header(NEXT_AFTER_HEADER, nextAfter);
    reply.header("link", `<${url.pathname}${url.search}>; rel="next"`);
  }
  return reply.send(rows);
}

function sendProblem(reply: FastifyReply, problem: RestProblem) {
  const { status, retryAfterSeconds } = problem;
  if (retryAfterSeconds !== undefined) reply.header("retry-after", retryAfterSeconds);
  return reply.code(status).send(problem.toBody(reply.request.id));
}

function readBody(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return parseExactJson(text);
  } catch (error) {
    throw malformed(`body: is no JSON: ${(error as SyntaxError).message}`);
  }
}

function addOrderRoutes(scope: FastifyInstance, { desk, listings }: RestRoutesDeps): void {
  scope.post("/api/order", async (request, reply) => {
    const key = request.headers["idempotency-key"];
    return sendPlaced(reply, await desk.place(callerOf(request), request.body, key));
  });
  scope.get("/api/orders", async (request, reply) => {
    const filter = readInput(orderFilter, request.query);
    return sendPage(request, reply, await listings.orders(callerOf(request), filter));
  });
  scope.get<{ Params: { id: string } }>("/api/orders/:id", async (request) => {
    const name = readInput(orderName, request.query);
    return toOrderRow(await desk.find(callerOf(request), request.params.id, name));
  });
  scope.delete<{ Params: { id: string } }>("/api/orders/:id", async (request, reply) => {
    const name = readInput(orderName, request.query);
    const caller = callerOf(request);
    const { id } = request.params;
    const orderId = name.by === "client_order_id" ? (await desk.find(caller, id, name)).id : id;
    return sendPlaced(reply, await desk.cancel(caller, orderId));
  });
}

function addListRoutes(scope: FastifyInstance, { listings }: RestRoutesDeps): void {
  scope.get("/api/executions", async (request, reply) => {
    const filter = readInput(executionFilter, request.query);
    return sendPage(request, reply, await listings.executions(callerOf(request), filter));
  });
  scope.get("/api/positions", async (request, reply) => {
    const filter = readInput(positionFilter, request.query);
    return sendPage(request, reply, await listings.positions(callerOf(request), filter));
  });
}

/** Adds the routes of the older API. Nothing of a request is read before its caller is known. */
export async function addRestRoutes(app: FastifyInstance, deps: RestRoutesDeps): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/json",
      { parseAs: "string" },
      async (_request: FastifyRequest, text: string) => readBody(text),
    );
    scope.setErrorHandler((error: FastifyError, _request, reply) => {
      if (error instanceof RestProblem) return sendProblem(reply, error);
      throw error;
    });
    scope.addHook("onRequest", async (request: RestRequest) => {
      request.claims = await deps.authenticate(credentialsOf(request));
    });
    addOrderRoutes(scope, deps);
    addListRoutes(scope, deps);
  });
}
