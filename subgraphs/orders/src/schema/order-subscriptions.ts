import {
  AccountArg,
  AfterArg,
  type Batch,
  type HistoryRange,
  IntervalArg,
  type LiveHub,
  privateBatches,
  type Subscribed,
} from "@hft/graphql-kit";
import type { CursorCodec } from "@hft/service-kit";
import type { Pool } from "pg";
import { Directive, Resolver, Root, Subscription } from "type-graphql";
import { toOrderEvent } from "../live/order-event.ts";
import { createOrdersAfter } from "../live/orders-after.ts";
import type { OrdersLive } from "../live/orders-live.ts";
import { eventsBetween, eventsOfOrders } from "../store/event-rows.ts";
import { executionNode } from "./order-nodes.ts";
import { type Execution, FillBatch, type OrderEvent, OrderEventBatch } from "./order-types.ts";

const READERS = "@auth(roles: [VIEWER, TRADER, RISK, ADMIN])";
const PRIVATE = "@streamPolicy(mode: LOSSLESS, scope: ACCOUNT)";

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
      @AccountArg()
      _accountId: string | null,
      @AfterArg("batch")
      _after: string | null,
      @IntervalArg("private") _intervalMs: number | null,
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
      @AccountArg()
      _accountId: string | null,
      @AfterArg("batch or snapshot")
      _after: string | null,
      @IntervalArg("private") _intervalMs: number | null,
    ): OrderEventBatch {
      return batch;
    }
  }
  return new OrderSubscriptions();
}
