// Who acts in the stories of the terminal: one before the screen, one at the other end of the market.
import { randomUUID } from "node:crypto";
import type { Platform } from "../support/platform.ts";
import { logIn, newTrader, type User } from "../support/users.ts";

export type Maker = Awaited<ReturnType<typeof newTrader>>;

export interface Person {
  readonly username: string;
  readonly password: string;
  readonly api: User;
}

export async function personOf(platform: Platform, username: string): Promise<Person> {
  const known = platform.secrets.users.find((user) => user.username === username);
  if (!known) throw new Error(`no user ${username}`);
  return { username, password: known.password, api: await logIn(platform, username) };
}

const PLACE = `mutation Place($input: PlaceOrderInput!) {
  placeOrder(input: $input) { __typename ... on OrderRejection { reason text } }
}`;

/** Rests or takes at a price; throws where the engine refuses. */
export async function place(
  maker: User & { accountId: string },
  order: {
    symbol: string;
    side: "BUY" | "SELL";
    orderQty: string;
    limitPx: string;
    text?: string;
  },
): Promise<void> {
  const common = { ordType: "LIMIT", timeInForce: "DAY", clientOrderId: randomUUID() };
  const input = { accountId: maker.accountId, ...common, ...order };
  const { placeOrder } = await maker.graphql<{ placeOrder: { __typename: string } }>(PLACE, {
    input,
  });
  if (placeOrder.__typename !== "PlaceOrderAccepted") throw new Error(JSON.stringify(placeOrder));
}

const EXECUTIONS = `query Executions($after: Cursor) {
  executions(first: 500, after: $after) {
    edges { node { id matchId orderId accountId symbol side lastQty lastPx liquidity transactTimeNs } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Page {
  executions: {
    edges: { node: Record<string, string> }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

/** All fills of a user as the API tells them, newest first. */
export async function executionsOf(user: User): Promise<Record<string, string>[]> {
  const all: Record<string, string>[] = [];
  let after: string | null = null;
  for (;;) {
    const { executions }: Page = await user.graphql<Page>(EXECUTIONS, { after });
    all.push(...executions.edges.map((edge) => edge.node));
    if (!executions.pageInfo.hasNextPage) return all;
    after = executions.pageInfo.endCursor;
  }
}
