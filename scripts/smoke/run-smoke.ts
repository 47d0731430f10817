import { randomUUID } from "node:crypto";
import type { RunContext } from "../process-environments.ts";
import { findFill, findOrder, logInAsSmoke, type SmokeOrder } from "./find-order.ts";
import type { Session } from "./session.ts";

const PLACE = `mutation Place($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on PlaceOrderAccepted { order { id ordStatus } }
    ... on OrderRejection { reason text }
  }
}`;

interface Placed {
  placeOrder: { __typename: string; order?: { id: string; ordStatus: string }; reason?: string };
}

/** One order of `smoke`, filled against `smoke2`, found again in GraphQL, REST, Postgres and Kafka. */
export async function runSmoke({ ports, secrets, services }: RunContext): Promise<SmokeOrder> {
  const doors = {
    router: `http://127.0.0.1:${ports.ROUTER_PORT}`,
    databaseUrl: services.databaseUrl,
    brokers: services.brokers.split(","),
  };
  const session = await logInAsSmoke(doors, secrets);
  await place(session, { accountId: "smoke2", side: "SELL", timeInForce: "DAY" });
  const orderId = await place(session, { accountId: "smoke", side: "BUY", timeInForce: "IOC" });
  const order = await findFill(session, orderId);
  await findOrder(order, doors, secrets);
  return order;
}

async function place(session: Session, wish: Record<string, string>): Promise<string> {
  const order = { symbol: "TESTS", ordType: "LIMIT", orderQty: "1", limitPx: "1.00" };
  const input = { ...order, ...wish, clientOrderId: `smoke-${randomUUID()}` };
  const { placeOrder } = await session.send<Placed>(PLACE, { input });
  if (placeOrder.order) return placeOrder.order.id;
  throw new Error(`The smoke order was not accepted: ${JSON.stringify(placeOrder)}`);
}
