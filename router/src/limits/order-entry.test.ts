import { buildSchema, type OperationDefinitionNode, parse } from "graphql";
import { expect, it } from "vitest";
import { createOrderEntryLimit } from "./order-entry.ts";

const schema = buildSchema(`type Query { a: Int } input O { accountId: ID! }
  type Mutation { placeOrder(input: O!): Int placeOrders(inputs: [O!]!): Int cancelOrder(id: ID!): Int replaceOrder(id: ID!): Int cancelAllOrders(accountId: ID!): Int deposit(accountId: ID!): Int openAccount(accountId: ID!): Int }`);
const principal = {
  subject: "u",
  roles: ["trader"] as const,
  accounts: ["a1", "a2"],
  requestId: "r",
};

async function taken(text: string, variables = {}) {
  const taken: Record<string, number> = {};
  const limiter = {
    take: async (key: string, tokens: number) => {
      taken[key] = tokens;
      return { waitMs: 0 };
    },
  };
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  await createOrderEntryLimit(limiter, schema)(principal, document, operation, variables);
  return taken;
}

it("counts what names an account against it, cancels and replaces of an order against the user", async () => {
  expect(await taken(`mutation { a: cancelOrder(id: "1") replaceOrder(id: "1") }`)).toEqual({
    "user:u": 2,
  });
  expect(await taken(`mutation { cancelAllOrders(accountId: "a2") }`)).toEqual({ "account:a2": 1 });
  expect(await taken(`mutation { openAccount(accountId: "new") }`)).toEqual({ "user:u": 1 });
});

it("counts each order against its own account, and foreign ones against the user", async () => {
  expect(
    await taken(`mutation { placeOrder(input: { accountId: "a1" }) cancelOrder(id: "1") }`),
  ).toEqual({
    "account:a1": 1,
    "user:u": 1,
  });
  const inputs = [
    { accountId: "a1" },
    { accountId: "a1" },
    { accountId: "a2" },
    { accountId: "other" },
  ];
  expect(await taken("mutation($i: [O!]!) { placeOrders(inputs: $i) }", { i: inputs })).toEqual({
    "account:a1": 2,
    "account:a2": 1,
    "user:u": 1,
  });
  expect(await taken(`mutation { deposit(accountId: "a1") }`)).toEqual({});
});
