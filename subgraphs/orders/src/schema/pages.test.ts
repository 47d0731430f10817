import type { Context } from "@hft/graphql-kit";
import { createCursorCodec, Secret } from "@hft/service-kit";
import { expect, it } from "vitest";
import type { Execution } from "./order-types.ts";
import { type Asked, executionPage, orderPage, type PageDeps } from "./pages.ts";

const codec = createCursorCodec(new Secret("a secret of the test"));
const fill = (sequence: bigint) => ({ sequence }) as Execution;
const context = { principal: { minSequence: 7n } } as Context;
const asked = (part: Partial<Asked>): Asked => ({ first: null, after: null, context, ...part });

/** A history of fills with these sequences, newest first, and what it was asked. */
function pastOf(...sequences: bigint[]) {
  const log: unknown[] = [];
  const deps: PageDeps = {
    codec,
    hub: {
      sessionId: "s1",
      ready: async () => undefined,
      waitFor: async (sequence) => log.push(["wait", sequence]) > 0,
    },
    history: {
      orders: async () => [],
      executions: async ({ beforeSequence, limit }) => {
        log.push(["read", beforeSequence, limit]);
        const older = sequences.filter((one) => !beforeSequence || one < beforeSequence);
        return older.slice(0, limit).map(fill);
      },
    },
  };
  return { deps, log };
}

it("[ORD-033] goes through the past page by page, after what the caller has been told of", async () => {
  const { deps, log } = pastOf(9n, 8n, 5n);
  const first = await executionPage(deps, asked({ first: 2 }), { accounts: ["a"] });
  expect(first.edges.map(({ node }) => node.sequence)).toEqual([9n, 8n]);
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const after = first.pageInfo.endCursor;
  const last = await executionPage(deps, asked({ first: 2, after }), { accounts: ["a"] });
  expect(last.edges.map(({ node }) => node.sequence)).toEqual([5n]);
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  expect(log).toEqual([
    ["wait", 7n],
    ["read", null, 3],
    ["wait", 7n],
    ["read", 8n, 3],
  ]);
});

it("[ORD-034] refuses a cursor of another list or of another engine session", async () => {
  const { deps } = pastOf(9n);
  const cursorOf = (scope: string, sessionId: string) =>
    codec.encode({ scope, sessionId, sequence: 9n });
  const ask = (after: string) => executionPage(deps, asked({ after }), { accounts: ["a"] });
  await expect(ask(cursorOf("orders", "s1"))).rejects.toThrow("OTHER_SCOPE");
  await expect(ask(cursorOf("executions", "s0"))).rejects.toThrow("OTHER_SESSION");
  const orders = orderPage(deps, asked({ after: cursorOf("orders", "s0") }), { accounts: ["a"] });
  await expect(orders).rejects.toThrow("OTHER_SESSION");
});
