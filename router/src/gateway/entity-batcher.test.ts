import { expect, it } from "vitest";
import { createEntityBatcher } from "./entity-batcher.ts";
import type { SubgraphRequest } from "./subgraph-request.ts";

const principal = { subject: "u", roles: ["trader"] as const, accounts: ["a"], requestId: "r" };
const ask = (...ids: string[]): SubgraphRequest => ({
  query:
    "query($representations: [_Any!]!) { _entities(representations: $representations) { id } }",
  variables: { representations: ids.map((id) => ({ __typename: "T", id })) },
});

function recorder() {
  const calls: { ids: string[]; minSequence?: bigint | undefined }[] = [];
  const send = createEntityBatcher(async ({ variables }, { minSequence }) => {
    const representations = variables["representations"] as { id: string }[];
    calls.push({ ids: representations.map(({ id }) => id), minSequence });
    const errors = representations.flatMap(({ id }, i) =>
      id === "bad" ? [{ message: "no", path: ["_entities", i, "x"] }] : [],
    );
    return {
      data: { _entities: representations.map(({ id }) => ({ id })) },
      ...(errors.length > 0 && { errors }),
    };
  });
  return { calls, send };
}

it("asks each entity once per tick and gives every caller its own", async () => {
  const { calls, send } = recorder();
  const answers = await Promise.all([
    send(ask("1", "2"), principal),
    send(ask("2", "3"), principal),
  ]);
  expect(calls.map(({ ids }) => ids)).toEqual([["1", "2", "3"]]);
  expect(answers.map(({ data }) => data)).toEqual([
    { _entities: [{ id: "1" }, { id: "2" }] },
    { _entities: [{ id: "2" }, { id: "3" }] },
  ]);
});

it("never shares between principals of other visibility", async () => {
  const { calls, send } = recorder();
  await Promise.all([send(ask("1"), principal), send(ask("1"), { ...principal, accounts: ["b"] })]);
  expect(calls).toHaveLength(2);
});

it("waits for the highest sequence any caller needs", async () => {
  const { calls, send } = recorder();
  await Promise.all([5n, 9n].map((minSequence) => send(ask("1"), { ...principal, minSequence })));
  expect(calls).toEqual([{ ids: ["1"], minSequence: 9n }]);
});

it("gives an error to the caller whose entity it is, by that caller's index", async () => {
  const { send } = recorder();
  const [good, bad] = await Promise.all([
    send(ask("1"), principal),
    send(ask("1", "bad"), principal),
  ]);
  expect(good.errors).toBeUndefined();
  expect(bad.errors).toEqual([{ message: "no", path: ["_entities", 1, "x"] }]);
});
