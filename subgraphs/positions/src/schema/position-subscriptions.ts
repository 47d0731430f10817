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
import { type AccountsLive, positionAfter } from "../live/accounts-live.ts";
import { accountEventsBetween } from "../store/account-rows.ts";
import { accountNode, positionNode } from "./position-nodes.ts";
import { type Account, AccountBatch, type Position, PositionBatch } from "./position-types.ts";

const READERS = "@auth(roles: [VIEWER, TRADER, RISK, ADMIN])";
const PRIVATE = "@streamPolicy(mode: LOSSLESS, scope: ACCOUNT)";
const ONE = "One of your accounts; all where left out.";
const AFTER = "Cursor of the last batch or snapshot seen; live from now where left out.";
const INTERVAL =
  "Milliseconds between payloads: 0, 16, 100 or 250. Applied per client by the router; nothing is left out.";

export interface SubscriptionDeps {
  hub: LiveHub;
  live: AccountsLive;
  codec: CursorCodec;
  pool: Pool;
}
/** The private streams of the positions subgraph. */
export function positionSubscriptions(deps: () => SubscriptionDeps) {
  const common = () => {
    const { hub, codec, pool } = deps();
    const history =
      (accounts: readonly string[]): HistoryRange =>
      (sessionId, after, upTo) =>
        accountEventsBetween(pool, sessionId, accounts, after, upTo);
    return { hub, codec, history };
  };

  const positionUpdates = (subscribed: Subscribed) =>
    privateBatches<Position>({
      ...common(),
      scope: "positionUpdates",
      subscribed,
      map: ({ message }) =>
        message.type === "Fill"
          ? positionNode(positionAfter(message), deps().live.mark(message.symbol))
          : null,
    });
  const accountUpdates = (subscribed: Subscribed) =>
    privateBatches<Account>({
      ...common(),
      scope: "accountUpdates",
      subscribed,
      map: ({ message, sequence }) => {
        const account = deps().live.account(message.accountId);
        return account ? accountNode({ ...account, sequence }) : null;
      },
    });

  @Resolver()
  class PositionSubscriptions {
    @Subscription(() => PositionBatch, {
      subscribe: (s) => positionUpdates(s as unknown as Subscribed),
      description: "Your positions as fills change them; resumes exactly from `after`.",
    })
    @Directive(READERS)
    @Directive(PRIVATE)
    positionUpdates(
      @Root() batch: Batch<Position>,
      @Arg("accountId", () => ID, { nullable: true, description: ONE }) _accountId: string | null,
      @Arg("after", () => CursorScalar, { nullable: true, description: AFTER }) _after:
        | string
        | null,
      @Arg("intervalMs", () => Int, { nullable: true, description: INTERVAL }) _intervalMs:
        | number
        | null,
      @Ctx() _context: Context,
    ): PositionBatch {
      return batch;
    }

    @Subscription(() => AccountBatch, {
      subscribe: (s) => accountUpdates(s as unknown as Subscribed),
      description:
        "Your accounts as orders, fills and deposits change them; resumes exactly from `after`.",
    })
    @Directive(READERS)
    @Directive(PRIVATE)
    accountUpdates(
      @Root() batch: Batch<Account>,
      @Arg("accountId", () => ID, { nullable: true, description: ONE }) _accountId: string | null,
      @Arg("after", () => CursorScalar, { nullable: true, description: AFTER }) _after:
        | string
        | null,
      @Arg("intervalMs", () => Int, { nullable: true, description: INTERVAL }) _intervalMs:
        | number
        | null,
      @Ctx() _context: Context,
    ): AccountBatch {
      return batch;
    }
  }
  return new PositionSubscriptions();
}
