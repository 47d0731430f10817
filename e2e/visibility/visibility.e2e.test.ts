// Two people × every root field × every door: nobody sees or moves what is another's, and each field shows its owner rows.
import { randomUUID } from "node:crypto";
import { waitFor } from "@hft/testkit";
import type { Client } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import WebSocket from "ws";
import { collect } from "../support/collect.ts";
import { ADMIN, connectEngine, newOrder, traderOf } from "../support/engine.ts";
import { Platform } from "../support/platform.ts";
import { logIn, newTrader, User } from "../support/users.ts";
import { declaredRootFields, type Prey, REACHES } from "./root-fields.ts";

const platform = new Platform(inject("platform"));
const SYMBOL = "TESTB";
type Trader = User & { accountId: string };

let victim: Trader;
let stranger: Trader;
let other: Trader;
let prey: Prey;
const sockets: Client[] = [];
let combinations = 0;

const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on PlaceOrderAccepted { order { id } } } }`;

async function place(
  trader: Trader,
  side: "BUY" | "SELL",
  limitPx: string,
  clientOrderId: string = randomUUID(),
): Promise<string> {
  const input = {
    accountId: trader.accountId,
    symbol: SYMBOL,
    side,
    ordType: "LIMIT",
    timeInForce: "GTC",
    orderQty: "2",
    limitPx,
    clientOrderId,
  };
  return (await trader.graphql<{ placeOrder: { order: { id: string } } }>(PLACE, { input }))
    .placeOrder.order.id;
}

/** A fill at 5.00 for the victim against `other`. */
async function trade(): Promise<void> {
  await place(other, "SELL", "5.00");
  await place(victim, "BUY", "5.00");
}

beforeAll(async () => {
  victim = await newTrader(platform, "vis-v");
  stranger = await newTrader(platform, "vis-s");
  other = await newTrader(platform, "vis-o");
  await trade();
  const clientOrderId = `prey-${randomUUID()}`;
  prey = {
    accountId: victim.accountId,
    symbol: SYMBOL,
    clientOrderId,
    orderId: await place(victim, "BUY", "1.00", clientOrderId),
  };
});
afterAll(() => {
  for (const socket of sockets) void socket.dispose();
  console.log(`combinations tried: ${combinations}`);
});

function socketOf(user: User): Client {
  const socket = user.socket();
  sockets.push(socket);
  return socket;
}

/** One operation over a socket, as a single answer. */
async function askOverSocket(
  client: Client,
  query: string,
  variables: Record<string, unknown>,
): Promise<unknown> {
  for await (const result of client.iterate({ query, variables })) return result;
  return null;
}

const holds = (answer: unknown, { accountId, orderId, clientOrderId }: Prey): boolean => {
  const text = JSON.stringify(answer ?? null);
  return [orderId, clientOrderId, `"${accountId}"`, `"${accountId}:`].some((mark) =>
    text.includes(mark),
  );
};

const parts = (name: string): [string, string] => name.split(".") as [string, string];
const operations = Object.entries(REACHES).filter(([name]) => !name.startsWith("Subscription"));
const streams = Object.entries(REACHES).filter(([name]) => name.startsWith("Subscription"));

it("[VIS-001] knows every root field that the graph declares", () => {
  expect(Object.keys(REACHES).sort()).toEqual(declaredRootFields().sort());
});

describe("a stranger", () => {
  it.each(operations)(
    "[VIS-002] gets nothing of another's through %s, over POST and over a socket",
    async (name, { query, variables }) => {
      const text = `${parts(name)[0].toLowerCase()} ${query}`;
      const answers = [
        await stranger.ask(text, variables(prey)),
        await askOverSocket(socketOf(stranger), text, variables(prey)).catch(String),
      ];
      combinations += answers.length;
      // A question that is no GraphQL would prove nothing.
      for (const answer of answers)
        expect(JSON.stringify(answer)).not.toMatch(/Cannot query|Unknown|conflict|Syntax/);
      for (const answer of answers)
        expect(holds(answer, prey), `${name}: ${JSON.stringify(answer)}`).toBe(false);
    },
  );

  it.each(streams)(
    "[VIS-003] hears nothing of another's on %s while it happens",
    async (name, { query, variables, kind }) => {
      const heard = collect<unknown>(
        socketOf(stranger),
        parts(name)[1],
        `subscription ${query}`,
        variables(prey),
      );
      const own = collect<unknown>(
        socketOf(victim),
        parts(name)[1],
        `subscription ${query}`,
        variables(prey),
      );
      await own.live;
      await heard.live.catch(() => undefined);
      // Both orders within one conflation of depth leave its top as it was: then there is no quote to hear.
      const heardOwn = async () => {
        if (own.events.length === 0) await trade();
        return own.events.length > 0;
      };
      await waitFor(heardOwn, {
        limitMs: 10_000,
        what: `${name} to show its owner something`,
      });
      combinations += 2;
      expect(holds(heard.events, prey)).toBe(false);
      if (kind === "PRIVATE") expect(heard.errors.length).toBeGreaterThan(0);
      own.stop();
      heard.stop();
    },
  );

  it("[VIS-004] has moved nothing: the order stands as it was", async () => {
    const { data } = await victim.ask<{ order: { ordStatus: string; orderQty: string } }>(
      "query ($id: ID!) { order(id: $id) { ordStatus orderQty } }",
      { id: prey.orderId },
    );
    expect(data?.order).toEqual({ ordStatus: "NEW", orderQty: "2" });
  });
});

describe("positive control", () => {
  const privateOnes = operations.filter(
    ([name, { kind }]) => kind === "PRIVATE" && name.startsWith("Query"),
  );
  it.each(privateOnes)(
    "[VIS-005] %s shows its owner the row",
    async (_name, { query, variables }) => {
      combinations += 1;
      expect(holds(await victim.ask(`query ${query}`, variables(prey)), prey)).toBe(true);
    },
  );

  it.each(operations.filter(([, { kind }]) => kind === "ROLE"))(
    "[VIS-006] %s is refused to a trader and served to risk",
    async (_name, { query, variables }) => {
      const risk = await logIn(platform, "risk");
      combinations += 2;
      expect(
        (await victim.ask(`mutation ${query}`, variables(prey))).errors?.[0]?.extensions?.code,
      ).toBe("FORBIDDEN");
      expect((await risk.ask(`mutation ${query}`, variables(prey))).errors).toBeUndefined();
    },
  );

  it.each(
    operations.filter(([name, { kind }]) => kind === "PRIVATE" && name.startsWith("Mutation")),
  )("[VIS-007] %s works for the owner", async (_name, { query, variables }) => {
    combinations += 1;
    expect((await victim.ask(`mutation ${query}`, variables(prey))).errors).toBeUndefined();
  });
});

it("[VIS-010] gives an account id that two ask for at once to one of them, who may ask again", async () => {
  const OPEN = `mutation ($id: ID!) { openAccount(accountId: $id) { __typename
    ... on AccountCommandAccepted { account { id } } } }`;
  type Opened = { openAccount: { __typename: string } };
  const pair = [await newTrader(platform, "vis-p"), await newTrader(platform, "vis-q")] as const;
  for (let round = 0; round < 20; round += 1) {
    const id = `race-${randomUUID().slice(0, 8)}`;
    const answers = await Promise.all(pair.map((user) => user.ask<Opened>(OPEN, { id })));
    const won = answers.map(({ data }) => data?.openAccount?.__typename);
    expect(won).toContain("AccountCommandAccepted");
    const loser = answers.findIndex(({ errors }) => errors);
    expect(answers[loser]?.errors?.[0]?.extensions?.code).toBe("VALIDATION_FAILED");
    const winner = pair[1 - loser];
    expect((await winner?.ask<Opened>(OPEN, { id }))?.data?.openAccount.__typename).toBe(
      "AccountCommandAccepted",
    );
    const accounts = await Promise.all(
      pair.map(async ({ username, password }) => {
        const user = await logIn(platform, username, password);
        return (await user.graphql<{ accounts: { id: string }[] }>("{ accounts { id } }")).accounts;
      }),
    );
    const holders = accounts.map((held) => held.some((account) => account.id === id));
    expect(holders).toEqual([loser === 1, loser === 0]);
    combinations += 2;
  }
});

it("[VIS-011] leaves an account that is opened again as an operator set it", async () => {
  const OPEN = `mutation ($id: ID!) { openAccount(accountId: $id) { __typename } }`;
  const user = await newTrader(platform, "vis-r");
  const engine = await connectEngine(platform, "vis-011", "admin");
  const opened = `again-${randomUUID().slice(0, 8)}`;
  await user.graphql(OPEN, { id: opened });
  const holder = await logIn(platform, user.username, user.password);
  // One the trader opened, one an operator opened and granted.
  for (const id of [opened, user.accountId]) {
    const disabled = {
      kind: "CUSTOMER",
      isShortAllowed: true,
      isEnabled: false,
      owner: "",
    } as const;
    await engine.request({ type: "UpsertAccount", accountId: id, ...disabled }, ADMIN);
    expect(await holder.graphql(OPEN, { id })).toEqual({
      openAccount: { __typename: "AccountCommandAccepted" },
    });
    const order = newOrder({
      ...{ accountId: id, symbol: SYMBOL, side: "SELL", orderQty: "1", limitPx: "5" },
      clientOrderId: randomUUID(),
    });
    expect((await engine.request(order, traderOf(id))).rejectReason).toBe("ACCOUNT_DISABLED");
    combinations += 1;
  }
  engine.stop();
});

describe("doors", () => {
  const forged = () => new User("forged", `${victim.token.slice(0, -6)}AAAAAA`, platform.routerUrl);

  it("[VIS-008] refuses a forged token over POST and over a socket", async () => {
    expect((await forged().ask("{ me }")).errors?.[0]?.extensions?.code).toBe("UNAUTHENTICATED");
    await expect(askOverSocket(socketOf(forged()), "{ me }", {})).rejects.toMatchObject({
      code: 4403,
    });
  });

  it.each(["ORDERS", "POSITIONS", "ANALYTICS"] as const)(
    "[VIS-009] the %s subgraph answers nobody but the router",
    async (name) => {
      const port = platform.facts.ports[`${name}_PORT`];
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: "{ _service { sdl } }" }),
      });
      expect(response.status).toBe(401);
      const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws");
      const messages: string[] = [];
      socket.on("message", (bytes) => messages.push(String(bytes)));
      const isClosed = new Promise<boolean>((done) => socket.once("close", () => done(true)));
      await new Promise((open) => socket.once("open", open));
      socket.send(JSON.stringify({ type: "connection_init" }));
      await waitFor(() => messages.length > 0 || socket.readyState === WebSocket.CLOSED, {
        what: "an answer",
      });
      socket.send(
        JSON.stringify({ id: "1", type: "subscribe", payload: { query: "{ _service { sdl } }" } }),
      );
      const isRefused = () =>
        messages.some((text) => text.includes('"error"')) || socket.readyState === WebSocket.CLOSED;
      await waitFor(isRefused, { what: "the refusal" });
      expect(messages.some((text) => text.includes('"next"'))).toBe(false);
      socket.terminate();
      await isClosed;
    },
  );
});
