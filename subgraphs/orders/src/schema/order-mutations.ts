import {
  accountsOf,
  type Context,
  type Engine,
  type LiveHub,
  SideEnum,
  settled,
  TradingStateEnum,
} from "@hft/graphql-kit";
import { canAccess, toGraphQLError } from "@hft/service-kit";
import type { Side, TradingState } from "@hft/wire";
import { Arg, Ctx, Directive, ID, Mutation, Resolver } from "type-graphql";
import {
  cancelAllOrders,
  cancelOrder,
  orderIdOf,
  replaceOrder,
} from "../commands/change-orders.ts";
import { killSwitch, setTradingState } from "../commands/control-trading.ts";
import { placeOrder } from "../commands/place-order.ts";
import type { History } from "../live/history.ts";
import { PlaceOrderInput, ReplaceOrderInput } from "./inputs.ts";
import {
  CancelAllOrdersPayload,
  type CancelAllOrdersResult,
  CancelOrderPayload,
  type CancelOrderResult,
  PlaceOrderPayload,
  type PlaceOrderResult,
  ReplaceOrderPayload,
  type ReplaceOrderResult,
  TradingControlPayload,
  type TradingControlResult,
} from "./payloads.ts";

const TRADERS = "@auth(roles: [TRADER])";
const RISK = "@auth(roles: [RISK, ADMIN])";
const BATCH_MAX = 100;

export interface MutationDeps {
  hub: Pick<LiveHub, "ready" | "waitFor">;
  engine: Engine;
  history: Pick<History, "order">;
}

@Resolver()
export class OrderMutations {
  readonly #deps: MutationDeps;
  constructor(deps: MutationDeps) {
    this.#deps = deps;
  }

  @Mutation(() => PlaceOrderPayload, {
    description:
      "Places an order; answers when the engine has it on disk. Safe to repeat with the same clientOrderId.",
  })
  @Directive(TRADERS)
  async placeOrder(
    @Arg("input", () => PlaceOrderInput, { description: "The order." }) input: PlaceOrderInput,
    @Ctx() context: Context,
  ): Promise<PlaceOrderResult> {
    accountsOf(context.principal, input.accountId);
    return placeOrder(this.#deps.engine, context.principal, input);
  }

  @Mutation(() => [PlaceOrderPayload], {
    description: "Places up to 100 orders, each on its own; answers in the order of the inputs.",
  })
  @Directive(TRADERS)
  async placeOrders(
    @Arg("inputs", () => [PlaceOrderInput], { description: "1 to 100 orders." })
    inputs: PlaceOrderInput[],
    @Ctx() context: Context,
  ): Promise<PlaceOrderResult[]> {
    if (inputs.length === 0 || inputs.length > BATCH_MAX) {
      throw toGraphQLError(
        "VALIDATION_FAILED",
        `inputs must be 1 to ${BATCH_MAX} orders, was ${inputs.length}`,
      );
    }
    for (const input of inputs) accountsOf(context.principal, input.accountId);
    return Promise.all(
      inputs.map((input) => placeOrder(this.#deps.engine, context.principal, input)),
    );
  }

  @Mutation(() => CancelOrderPayload, {
    description: "Cancels one of your open orders; FIX Order Cancel Request (F).",
  })
  @Directive(TRADERS)
  async cancelOrder(
    @Arg("id", () => ID, { description: "FIX OrderID (37)." }) id: string,
    @Ctx() context: Context,
  ): Promise<CancelOrderResult> {
    return cancelOrder(this.#deps.engine, context.principal, await this.#own(id, context));
  }

  @Mutation(() => ReplaceOrderPayload, {
    description: "Changes quantity or price of one of your open orders; the id stays.",
  })
  @Directive(TRADERS)
  async replaceOrder(
    @Arg("input", () => ReplaceOrderInput, { description: "What changes." })
    input: ReplaceOrderInput,
    @Ctx() context: Context,
  ): Promise<ReplaceOrderResult> {
    return replaceOrder(
      this.#deps.engine,
      context.principal,
      await this.#own(input.id, context),
      input,
    );
  }

  @Mutation(() => CancelAllOrdersPayload, {
    description:
      "Cancels all open orders of an account, or those of one symbol or side; FIX Order Mass Cancel Request (q).",
  })
  @Directive(TRADERS)
  async cancelAllOrders(
    @Arg("accountId", () => ID, { description: "One of your accounts." }) accountId: string,
    @Arg("symbol", () => String, { nullable: true, description: "All symbols where left out." })
    symbol: string | null,
    @Arg("side", () => SideEnum, { nullable: true, description: "Both sides where left out." })
    side: Side | null,
    @Ctx() context: Context,
  ): Promise<CancelAllOrdersResult> {
    accountsOf(context.principal, accountId);
    return cancelAllOrders(this.#deps.engine, context.principal, { accountId, symbol, side });
  }

  @Mutation(() => TradingControlPayload, {
    description:
      "Sets the trading state of an account, of a symbol, or of the engine where neither is given.",
  })
  @Directive(RISK)
  async setTradingState(
    @Arg("state", () => TradingStateEnum, { description: "The new state." }) state: TradingState,
    @Arg("reason", () => String, { description: "Why, for the audit; at most 64 characters." })
    reason: string,
    @Arg("accountId", () => ID, { nullable: true, description: "An account." }) accountId:
      | string
      | null,
    @Arg("symbol", () => String, { nullable: true, description: "A symbol." }) symbol:
      | string
      | null,
    @Ctx() context: Context,
  ): Promise<TradingControlResult> {
    return setTradingState(this.#deps.engine, context.principal, {
      state,
      reason,
      accountId,
      symbol,
    });
  }

  @Mutation(() => TradingControlPayload, {
    description:
      "Engages or releases the kill switch: cancels every open order and takes no new one.",
  })
  @Directive(RISK)
  async killSwitch(
    @Arg("isEngaged", () => Boolean, { description: "False releases it." }) isEngaged: boolean,
    @Arg("reason", () => String, { description: "Why, for the audit; at most 64 characters." })
    reason: string,
    @Arg("accountId", () => ID, { nullable: true, description: "One account; all where left out." })
    accountId: string | null,
    @Ctx() context: Context,
  ): Promise<TradingControlResult> {
    return killSwitch(this.#deps.engine, context.principal, isEngaged, accountId, reason);
  }

  /** The order may have been placed a moment ago by way of another replica. */
  async #own(id: string, context: Context) {
    await settled(this.#deps.hub, context);
    const order = await this.#deps.history.order(orderIdOf(id));
    if (order && canAccess(context.principal, order.accountId)) return order;
    throw toGraphQLError("NOT_FOUND", "There is no such order");
  }
}
