import { isOpen } from "@hft/domain";
import { accountsOf, type Context, type LiveHub, settled } from "@hft/graphql-kit";
import {
  type CursorCodec,
  CursorScalar,
  canAccess,
  pageSize,
  toConnection,
} from "@hft/service-kit";
import { Arg, Ctx, Directive, ID, Int, Query, Resolver } from "type-graphql";
import { orderIdOf } from "../commands/change-orders.ts";
import type { History } from "../live/history.ts";
import type { OrdersLive } from "../live/orders-live.ts";
import { OrderFilter } from "./inputs.ts";
import { orderNode } from "./order-nodes.ts";
import {
  type Execution,
  ExecutionConnection,
  OpenOrders,
  Order,
  OrderConnection,
} from "./order-types.ts";

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
  async orders(
    @Arg("filter", () => OrderFilter, { nullable: true, description: "What to show." })
    filter: OrderFilter | null,
    @Arg("first", () => Int, { nullable: true, description: "Rows, 1 to 500; 50 where left out." })
    first: number | null,
    @Arg("after", () => CursorScalar, {
      nullable: true,
      description: "Cursor of the last row seen.",
    })
    after: string | null,
    @Ctx() context: Context,
  ) {
    const size = pageSize(first);
    const accounts = accountsOf(context.principal, filter?.accountId);
    const beforeOrderId = after ? this.#position("orders", after) : null;
    await settled(this.#deps.hub, context);
    const { symbol = null, side = null, ordStatus = null } = filter ?? {};
    const rows = await this.#deps.history.orders({
      accounts,
      symbol,
      side,
      ordStatus,
      beforeOrderId,
      limit: size + 1,
    });
    return toConnection(
      rows.map(orderNode),
      size,
      (o) => this.#cursor("orders", BigInt(o.id)),
      after !== null,
    );
  }

  @Query(() => ExecutionConnection, { description: "Your fills, newest first." })
  @Directive(READERS)
  async executions(
    @Arg("accountId", () => ID, {
      nullable: true,
      description: "One of your accounts; all where left out.",
    })
    accountId: string | null,
    @Arg("symbol", () => String, { nullable: true, description: "FIX Symbol (55)." }) symbol:
      | string
      | null,
    @Arg("first", () => Int, { nullable: true, description: "Rows, 1 to 500; 50 where left out." })
    first: number | null,
    @Arg("after", () => CursorScalar, {
      nullable: true,
      description: "Cursor of the last row seen.",
    })
    after: string | null,
    @Ctx() context: Context,
  ) {
    const size = pageSize(first);
    const accounts = accountsOf(context.principal, accountId);
    const beforeSequence = after ? this.#position("executions", after) : null;
    await settled(this.#deps.hub, context);
    const rows = await this.#deps.history.executions({
      accounts,
      symbol,
      beforeSequence,
      limit: size + 1,
    });
    return toConnection<Execution>(
      rows,
      size,
      (e) => this.#cursor("executions", e.sequence),
      after !== null,
    );
  }

  @Query(() => OpenOrders, {
    description:
      "Every open order and the place in the stream: subscribe first, then ask this, then apply what is above.",
  })
  @Directive(READERS)
  async openOrders(
    @Arg("accountId", () => ID, {
      nullable: true,
      description: "One of your accounts; all where left out.",
    })
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

  #cursor(scope: string, sequence: bigint): string {
    return this.#deps.codec.encode({ sessionId: this.#deps.hub.sessionId, sequence, scope });
  }
  #position(scope: string, after: string): bigint {
    return this.#deps.codec.decode(after, { scope, sessionId: this.#deps.hub.sessionId }).sequence;
  }
}
