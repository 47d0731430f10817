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
import { type AccountsLive, positionAfter } from "../live/accounts-live.ts";
import { accountEventsBetween } from "../store/account-rows.ts";
import { accountNode, positionNode } from "./position-nodes.ts";
import { type Account, AccountBatch, type Position, PositionBatch } from "./position-types.ts";

const READERS = "@auth(roles: [VIEWER, TRADER, RISK, ADMIN])";
const PRIVATE = "@streamPolicy(mode: LOSSLESS, scope: ACCOUNT)";

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
      @AccountArg() _accountId: string | null,
      @AfterArg("batch or snapshot") _after: string | null,
      @IntervalArg("private") _intervalMs: number | null,
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
      @AccountArg() _accountId: string | null,
      @AfterArg("batch or snapshot") _after: string | null,
      @IntervalArg("private") _intervalMs: number | null,
    ): AccountBatch {
      return batch;
    }
  }
  return new PositionSubscriptions();
}
