import { isOpen } from "@hft/domain";
import {
  AccountArg,
  AfterRowArg,
  accountsOf,
  type Context,
  FirstArg,
  type LiveHub,
  settled,
} from "@hft/graphql-kit";
import { type CursorCodec, canAccess } from "@hft/service-kit";
import { Arg, Ctx, Directive, ID, Query, Resolver } from "type-graphql";
import { orderIdOf } from "../commands/change-orders.ts";
import type { History } from "../live/history.ts";
import type { OrdersLive } from "../live/orders-live.ts";
import { OrderFilter } from "./inputs.ts";
import { orderNode } from "./order-nodes.ts";
import { ExecutionConnection, OpenOrders, Order, OrderConnection } from "./order-types.ts";
import { executionPage, orderPage } from "./pages.ts";

const READERS = "@auth(roles: [VIEWER, TRADER, RISK, ADMIN])";

export interface QueryDeps {
  hub: LiveHub;
  live: OrdersLive;
  history: History;
  codec: CursorCodec;
}

@Resolver()
export class OrderQueries {
  readonly #deps: QueryDeps;
  constructor(deps: QueryDeps) {
    this.#deps = deps;
  }

  @Query(() => Order, {
    nullable: true,
    description: "One of your orders; null where there is none with this id.",
  })
  @Directive(READERS)
  async order(
    @Arg("id", () => ID, { description: "FIX OrderID (37)." }) id: string,
    @Ctx() context: Context,
  ): Promise<Order | null> {
    await settled(this.#deps.hub, context);
    const order = await this.#deps.history.order(orderIdOf(id));
    return order && canAccess(context.principal, order.accountId) ? orderNode(order) : null;
  }

  @Query(() => Order, {
    nullable: true,
    description:
      "The order with this client order id: the question to ask after an unknown outcome.",
  })
  @Directive(READERS)
  async orderByClientId(
    @Arg("accountId", () => ID, { description: "One of your accounts." }) accountId: string,
    @Arg("clientOrderId", () => ID, { description: "FIX ClOrdID (11)." }) clientOrderId: string,
    @Ctx() context: Context,
  ): Promise<Order | null> {
    accountsOf(context.principal, accountId);
    await settled(this.#deps.hub, context);
    const order = await this.#deps.history.orderByClientId(accountId, clientOrderId);
    return order ? orderNode(order) : null;
  }

  @Query(() => OrderConnection, { description: "Your orders, newest first, open and closed." })
  @Directive(READERS)
  orders(
    @Arg("filter", () => OrderFilter, { nullable: true, description: "What to show." })
    filter: OrderFilter | null,
    @FirstArg()
    first: number | null,
    @AfterRowArg()
    after: string | null,
    @Ctx() context: Context,
  ) {
    const accounts = accountsOf(context.principal, filter?.accountId);
    const { symbol = null, side = null, ordStatus = null } = filter ?? {};
    const search = { accounts, symbol, side, ordStatus };
    return orderPage(this.#deps, { first, after, context }, search);
  }

  @Query(() => ExecutionConnection, { description: "Your fills, newest first." })
  @Directive(READERS)
  executions(
    @AccountArg()
    accountId: string | null,
    @Arg("symbol", () => String, { nullable: true, description: "FIX Symbol (55)." }) symbol:
      | string
      | null,
    @FirstArg()
    first: number | null,
    @AfterRowArg()
    after: string | null,
    @Ctx() context: Context,
  ) {
    const accounts = accountsOf(context.principal, accountId);
    return executionPage(this.#deps, { first, after, context }, { accounts, symbol });
  }

  @Query(() => OpenOrders, {
    description:
      "Every open order and the place in the stream: subscribe first, then ask this, then apply what is above.",
  })
  @Directive(READERS)
  async openOrders(
    @AccountArg()
    accountId: string | null,
    @Ctx() context: Context,
  ): Promise<OpenOrders> {
    const { hub, live, codec } = this.#deps;
    const accounts = accountsOf(context.principal, accountId);
    await settled(hub, context);
    const asOfSequence = hub.lastSequence;
    const cursor = codec.encode({
      sessionId: hub.sessionId,
      sequence: asOfSequence,
      scope: "orderEvents",
    });
    const items = live
      .open(accounts)
      .filter((o) => isOpen(o.ordStatus))
      .sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
    return { items: items.map(orderNode), asOfSequence, cursor };
  }
}
