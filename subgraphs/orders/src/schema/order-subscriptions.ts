import {
  type Batch,
  type Context,
  type HistoryRange,
  type LiveHub,
  privateBatches,
  type Subscribed,
} from "@hft/graphql-kit";
import { type CursorCodec, CursorScalar } from "@hft/service-kit";
import type { Pool } from "pg";
import { Arg, Ctx, Directive, ID, Int, Resolver, Root, Subscription } from "type-graphql";
import { toOrderEvent } from "../live/order-event.ts";
import { createOrdersAfter } from "../live/orders-after.ts";
import type { OrdersLive } from "../live/orders-live.ts";
import { eventsBetween, eventsOfOrders } from "../store/event-rows.ts";
import { executionNode } from "./order-nodes.ts";
import { type Execution, FillBatch, type OrderEvent, OrderEventBatch } from "./order-types.ts";

const READERS = "@auth(roles: [VIEWER, TRADER, RISK, ADMIN])";
const PRIVATE = "@streamPolicy(mode: LOSSLESS, scope: ACCOUNT)";
const INTERVAL =
  "Milliseconds between payloads: 0, 16, 100 or 250. Applied per client by the router; nothing is left out.";

export interface SubscriptionDeps {
  hub: LiveHub;
  live: OrdersLive;
  codec: CursorCodec;
  pool: Pool;
}

/** What each stream is made of. */
function sources(deps: () => SubscriptionDeps) {
  const common = () => {
    const { hub, codec, pool } = deps();
    const history =
      (accounts: readonly string[]): HistoryRange =>
      (sessionId, after, upTo) =>
        eventsBetween(pool, sessionId, accounts, after, upTo);
    return { hub, codec, history };
  };

  const fills = (subscribed: Subscribed) =>
    privateBatches<Execution>({
      ...common(),
      scope: "fills",
      subscribed,
      map: ({ sessionId, message }) =>
        message.type === "Fill" ? executionNode(sessionId, message) : null,
    });

  function orderEvents(subscribed: Subscribed) {
    const { hub, live, pool } = deps();
    const ordersAfter = createOrdersAfter(live, (ids, upTo) =>
      eventsOfOrders(pool, hub.sessionId, ids, upTo),
    );
    return privateBatches<OrderEvent>({
      ...common(),
      scope: "orderEvents",
      subscribed,
      prepare: ordersAfter.prepare,
      map: (event) => toOrderEvent(event, ordersAfter.at(event.sequence)),
    });
  }
  return { fills, orderEvents };
}

/** The private streams of the orders subgraph; `deps` is bound here because decorators run before there are instances. */
export function orderSubscriptions(deps: () => SubscriptionDeps) {
  const { fills, orderEvents } = sources(deps);

  @Resolver()
  class OrderSubscriptions {
    @Subscription(() => FillBatch, {
      subscribe: (s) => fills(s as unknown as Subscribed),
      description: "Your fills as they happen; resumes exactly from `after`.",
    })
    @Directive(READERS)
    @Directive(PRIVATE)
    fills(
      @Root() batch: Batch<Execution>,
      @Arg("accountId", () => ID, {
        nullable: true,
        description: "One of your accounts; all where left out.",
      })
      _accountId: string | null,
      @Arg("after", () => CursorScalar, {
        nullable: true,
        description: "Cursor of the last batch seen; live from now where left out.",
      })
      _after: string | null,
      @Arg("intervalMs", () => Int, { nullable: true, description: INTERVAL }) _intervalMs:
        | number
        | null,
      @Ctx() _context: Context,
    ): FillBatch {
      return batch;
    }

    @Subscription(() => OrderEventBatch, {
      subscribe: (s) => orderEvents(s as unknown as Subscribed),
      description: "Every change of your orders as it happens; resumes exactly from `after`.",
    })
    @Directive(READERS)
    @Directive(PRIVATE)
    orderEvents(
      @Root() batch: Batch<OrderEvent>,
      @Arg("accountId", () => ID, {
        nullable: true,
        description: "One of your accounts; all where left out.",
      })
      _accountId: string | null,
      @Arg("after", () => CursorScalar, {
        nullable: true,
        description: "Cursor of the last batch or snapshot seen; live from now where left out.",
      })
      _after: string | null,
      @Arg("intervalMs", () => Int, { nullable: true, description: INTERVAL }) _intervalMs:
        | number
        | null,
      @Ctx() _context: Context,
    ): OrderEventBatch {
      return batch;
    }
  }
  return new OrderSubscriptions();
}
