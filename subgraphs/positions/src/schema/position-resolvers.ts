import { accountsOf, type Context, type LiveHub, settled } from "@hft/graphql-kit";
import {
  type CursorCodec,
  canAccess,
  DecimalScalar,
  EngineUnavailableError,
} from "@hft/service-kit";
import {
  Arg,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import {
  type AccountCommandDeps,
  deposit,
  openAccount,
  setRiskLimits,
} from "../commands/account-commands.ts";
import { closePosition } from "../commands/close-position.ts";
import type { AccountsLive } from "../live/accounts-live.ts";
import type { FillPnl } from "../live/fill-pnl.ts";
import { accountNode, positionNode } from "./position-nodes.ts";
import {
  Account,
  AccountCommandPayload,
  type AccountCommandResult,
  Execution,
  Instrument,
  Position,
  Positions,
  RiskLimitsInput,
} from "./position-types.ts";

const READERS = "@auth(roles: [VIEWER, TRADER, RISK, ADMIN])";
const TRADERS = "@auth(roles: [TRADER])";
const RISK = "@auth(roles: [RISK, ADMIN])";

export interface ResolverDeps extends AccountCommandDeps {
  hub: LiveHub;
  live: AccountsLive;
  codec: CursorCodec;
  fillPnl: FillPnl;
}

const accountId = "One of your accounts.";

@Resolver()
export class PositionQueries {
  readonly #deps: ResolverDeps;
  constructor(deps: ResolverDeps) {
    this.#deps = deps;
  }

  @Query(() => String, { description: "Your user name." })
  @Directive(READERS)
  me(@Ctx() context: Context): string {
    return context.principal.subject;
  }

  @Query(() => [Account], { description: "Your accounts." })
  @Directive(READERS)
  async accounts(@Ctx() context: Context): Promise<Account[]> {
    await settled(this.#deps.hub, context);
    const found = context.principal.accounts.map((id) => this.#deps.live.account(id));
    return found.filter((account) => account !== undefined).map(accountNode);
  }

  @Query(() => Account, {
    nullable: true,
    description: "One of your accounts; null where there is none with this id.",
  })
  @Directive(READERS)
  async account(
    @Arg("id", () => ID, { description: "FIX Account (1)." }) id: string,
    @Ctx() context: Context,
  ): Promise<Account | null> {
    await settled(this.#deps.hub, context);
    const account = this.#deps.live.account(id);
    return account && canAccess(context.principal, id) ? accountNode(account) : null;
  }

  @Query(() => Positions, {
    description:
      "Your positions and the place in the stream: subscribe first, then ask this, then apply what is above.",
  })
  @Directive(READERS)
  async positions(
    @Arg("accountId", () => ID, { nullable: true, description: accountId }) id: string | null,
    @Ctx() context: Context,
  ): Promise<Positions> {
    const { hub, live, codec } = this.#deps;
    const accounts = accountsOf(context.principal, id);
    await settled(hub, context);
    const asOfSequence = hub.lastSequence;
    const cursor = codec.encode({
      sessionId: hub.sessionId,
      sequence: asOfSequence,
      scope: "positionUpdates",
    });
    return {
      items: live.positions(accounts).map((p) => positionNode(p, live.mark(p.symbol))),
      asOfSequence,
      cursor,
    };
  }

  @Query(() => Position, {
    description: "What an account holds of a symbol; quantity 0 where it holds nothing.",
  })
  @Directive(READERS)
  async position(
    @Arg("accountId", () => ID, { description: accountId }) id: string,
    @Arg("symbol", () => String, { description: "FIX Symbol (55)." }) symbol: string,
    @Ctx() context: Context,
  ): Promise<Position> {
    accountsOf(context.principal, id);
    await settled(this.#deps.hub, context);
    return positionNode(this.#deps.live.position(id, symbol), this.#deps.live.mark(symbol));
  }
}

@Resolver()
export class PositionMutations {
  readonly #deps: ResolverDeps;
  constructor(deps: ResolverDeps) {
    this.#deps = deps;
  }

  @Mutation(() => AccountCommandPayload, {
    description:
      "Opens an account of yours; your next token carries it. One that you have already is answered as it stands and not changed. Selling short is granted by risk or admin only.",
  })
  @Directive("@auth(roles: [TRADER, RISK, ADMIN])")
  async openAccount(
    @Arg("accountId", () => ID, { description: "1 to 16 of a-z, 0-9, - and _." }) id: string,
    @Arg("isShortAllowed", () => Boolean, { nullable: true, description: "False where left out." })
    isShortAllowed: boolean | null,
    @Ctx() context: Context,
  ): Promise<AccountCommandResult> {
    return openAccount(this.#deps, context.principal, id, isShortAllowed ?? false);
  }

  @Mutation(() => AccountCommandPayload, {
    description:
      "Pays money into an account, or out of it where negative. A repeated depositId changes nothing.",
  })
  @Directive(RISK)
  async deposit(
    @Arg("accountId", () => ID, { description: "Any account." }) id: string,
    @Arg("amount", () => DecimalScalar, { description: "Money." }) amount: bigint,
    @Arg("depositId", () => ID, {
      description: "Idempotency key, 1 to 48 printable ASCII characters.",
    })
    depositId: string,
    @Ctx() context: Context,
  ): Promise<AccountCommandResult> {
    return deposit(this.#deps, context.principal, id, amount, depositId);
  }

  @Mutation(() => AccountCommandPayload, { description: "Sets all limits of an account at once." })
  @Directive(RISK)
  async setRiskLimits(
    @Arg("accountId", () => ID, { description: "Any account." }) id: string,
    @Arg("limits", () => RiskLimitsInput, { description: "The limits." }) limits: RiskLimitsInput,
    @Arg("reason", () => String, { description: "Why, for the audit; at most 64 characters." })
    reason: string,
    @Ctx() context: Context,
  ): Promise<AccountCommandResult> {
    return setRiskLimits(this.#deps, context.principal, id, limits, reason);
  }

  @Mutation(() => AccountCommandPayload, {
    description:
      "Closes a position by a MARKET order for all of it. Safe to repeat with the same clientOrderId.",
  })
  @Directive(TRADERS)
  async closePosition(
    @Arg("accountId", () => ID, { description: accountId }) id: string,
    @Arg("symbol", () => String, { description: "FIX Symbol (55)." }) symbol: string,
    @Arg("clientOrderId", () => ID, {
      description: "Idempotency key of the order; FIX ClOrdID (11).",
    })
    clientOrderId: string,
    @Ctx() context: Context,
  ): Promise<AccountCommandResult> {
    accountsOf(context.principal, id);
    // What the client was told of may be the fill that closed it; a second order would open the other side.
    if (!(await settled(this.#deps.hub, context)))
      throw new EngineUnavailableError("The position is not up to date; ask again");
    const closing = { accountId: id, symbol, clientOrderId };
    return closePosition(this.#deps, context.principal, closing);
  }
}

@Resolver(() => Account)
export class AccountFields {
  readonly #live: () => AccountsLive;
  constructor(deps: ResolverDeps) {
    this.#live = () => deps.live;
  }
  @FieldResolver(() => [Position], { description: "Positions of the account, flat ones included." })
  positions(@Root() account: Account): Position[] {
    const live = this.#live();
    return live.positions([account.id]).map((p) => positionNode(p, live.mark(p.symbol)));
  }
}

@Resolver(() => Position)
export class PositionFields {
  readonly #live: () => AccountsLive;
  constructor(deps: ResolverDeps) {
    this.#live = () => deps.live;
  }
  @FieldResolver(() => Account, { nullable: true, description: "The account that holds it." })
  account(@Root() position: Position): Account | null {
    const account = this.#live().account(position.accountId);
    return account ? accountNode(account) : null;
  }
  @FieldResolver(() => Instrument, { description: "What is held." })
  instrument(@Root() position: Position): Instrument {
    return { symbol: position.symbol };
  }
}

@Resolver(() => Execution)
export class ExecutionFields {
  readonly #deps: ResolverDeps;
  constructor(deps: ResolverDeps) {
    this.#deps = deps;
  }
  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description: "What the fill realised by average cost, money; 0 for one that opened or added.",
  })
  realizedPnl(@Root() execution: Execution, @Ctx() context: Context): Promise<bigint | null> {
    return this.#deps.fillPnl.of(execution.id, context.principal.accounts);
  }
}
