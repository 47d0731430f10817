// Fields of Order and Execution that point to other entities, and what this subgraph adds to others' entities.

import { AfterRowArg, accountsOf, type Context, FirstArg, settled } from "@hft/graphql-kit";
import { HistoryUnavailableError } from "@hft/service-kit";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { orderIdOf } from "../commands/change-orders.ts";
import type { History } from "../live/history.ts";
import type { OrdersLive } from "../live/orders-live.ts";
import { orderNode } from "./order-nodes.ts";
import {
  Account,
  Execution,
  ExecutionConnection,
  Instrument,
  Order,
  OrderConnection,
  Position,
} from "./order-types.ts";
import { executionPage, orderPage, type PageDeps } from "./pages.ts";

const EXECUTIONS_MAX = 500;

export interface FieldDeps extends PageDeps {
  history: History;
  live: OrdersLive;
}

@Resolver(() => Order)
export class OrderFields {
  readonly #deps: FieldDeps;
  constructor(deps: FieldDeps) {
    this.#deps = deps;
  }
  @FieldResolver(() => Account, { description: "The account that owns the order." })
  account(@Root() order: Order): Account {
    return { id: order.accountId };
  }
  @FieldResolver(() => Position, { description: "What the account holds of the symbol now." })
  position(@Root() order: Order): Position {
    return { id: `${order.accountId}:${order.symbol}` };
  }
  @FieldResolver(() => Instrument, { description: "What is traded." })
  instrument(@Root() order: Order): Instrument {
    return { symbol: order.symbol };
  }
  @FieldResolver(() => [Execution], {
    description: "Fills of the order, newest first, at most 500.",
  })
  executions(@Root() order: Order): Promise<Execution[]> {
    return this.#deps.history.executions({
      accounts: [order.accountId],
      orderIds: [order.id],
      limit: EXECUTIONS_MAX,
    });
  }
}

@Resolver(() => Execution)
export class ExecutionFields {
  readonly #deps: FieldDeps;
  constructor(deps: FieldDeps) {
    this.#deps = deps;
  }
  @FieldResolver(() => Order, { description: "The order that was filled, as it stands now." })
  async order(@Root() execution: Execution): Promise<Order> {
    const order = await this.#deps.history.order(orderIdOf(execution.orderId));
    // It was filled, so it exists: the tables of a replica that has just started may lag.
    if (!order) throw new HistoryUnavailableError(`Order ${execution.orderId} cannot be read yet`);
    return orderNode(order);
  }
  @FieldResolver(() => Instrument, { description: "What was traded." })
  instrument(@Root() execution: Execution): Instrument {
    return { symbol: execution.symbol };
  }
}

@Resolver(() => Account)
export class AccountFields {
  readonly #deps: FieldDeps;
  constructor(deps: FieldDeps) {
    this.#deps = deps;
  }
  @FieldResolver(() => OrderConnection, { description: "Orders of the account, newest first." })
  orders(
    @Root() account: Account,
    @FirstArg() first: number | null,
    @AfterRowArg() after: string | null,
    @Ctx() context: Context,
  ) {
    const accounts = accountsOf(context.principal, account.id);
    return orderPage(this.#deps, { first, after, context }, { accounts });
  }
  @FieldResolver(() => ExecutionConnection, { description: "Fills of the account, newest first." })
  executions(
    @Root() account: Account,
    @FirstArg() first: number | null,
    @AfterRowArg() after: string | null,
    @Ctx() context: Context,
  ) {
    const accounts = accountsOf(context.principal, account.id);
    return executionPage(this.#deps, { first, after, context }, { accounts });
  }
}

@Resolver(() => Position)
export class PositionFields {
  readonly #deps: FieldDeps;
  constructor(deps: FieldDeps) {
    this.#deps = deps;
  }
  @FieldResolver(() => [Order], {
    description: "Open orders of the account in the symbol, oldest first.",
  })
  async openOrders(@Root() position: Position, @Ctx() context: Context): Promise<Order[]> {
    await settled(this.#deps.hub, context);
    const [accountId = "", symbol = ""] = position.id.split(":");
    const orders = this.#deps.live
      .open(accountsOf(context.principal, accountId))
      .filter((o) => o.symbol === symbol);
    return orders.map(orderNode);
  }
}
