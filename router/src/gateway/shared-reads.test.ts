import type { Principal } from "@hft/service-kit";
import { describe, expect, it } from "vitest";
import { readFieldPolicies } from "./field-policies.ts";
import { createReadVisibility } from "./read-visibility.ts";
import { createSharedReads } from "./shared-reads.ts";
import type { SubgraphResponse } from "./subgraph-answer.ts";
import type { SubgraphRequest } from "./subgraph-request.ts";

const policies = readFieldPolicies([
  `type Query { book: Int @auth(roles: [VIEWER], scope: PUBLIC) cash: Int @auth(roles: [VIEWER]) }
   type Mutation { place: Int @auth(roles: [VIEWER]) }`,
]);
const PUBLIC: SubgraphRequest = { query: "{ book }", variables: {} };
const OWN: SubgraphRequest = { query: "{ cash }", variables: {} };

const principal = (subject: string, more: Partial<Principal> = {}): Principal => ({
  ...{ subject, roles: ["viewer"], accounts: ["demo"], requestId: subject },
  ...more,
});
const [demo, other] = [principal("demo"), principal("other")];

interface Sent extends PromiseWithResolvers<SubgraphResponse> {
  readonly principal: Principal;
}

/** A subgraph whose answers the test gives. */
function subgraph() {
  const sent: Sent[] = [];
  const read = createSharedReads((_, reader) => {
    const answer = Promise.withResolvers<SubgraphResponse>();
    sent.push({ ...answer, principal: reader });
    return answer.promise;
  }, createReadVisibility(policies));
  const tick = () => new Promise((resolve) => setImmediate(resolve));
  return { sent, read, tick, at: (index: number) => sent[index] as Sent };
}

describe("identical reads", () => {
  it("share one fetch between users when public, signed for nobody, each with a copy", async () => {
    const { sent, read, tick, at } = subgraph();
    const answers = [demo, other, demo].map((one) => read(PUBLIC, one));
    await tick();
    expect(sent).toHaveLength(1);
    expect(at(0).principal).toMatchObject({ subject: "scope:public", accounts: [] });
    at(0).resolve({ data: { book: { levels: [1] } } });
    const [one, two] = await Promise.all(answers);
    expect(one).toEqual(two);
    expect(one?.data?.["book"]).not.toBe(two?.data?.["book"]);
  });

  it("never share a private read between two users, nor between rights of one", async () => {
    const { sent, read, tick } = subgraph();
    const fewer = principal("demo", { accounts: [] });
    for (const one of [demo, other, fewer, principal("demo", { roles: ["risk"] }), demo])
      void read(OWN, one);
    await tick();
    expect(sent.map((one) => one.principal.subject)).toEqual(["demo", "other", "demo", "demo"]);
  });

  it("are told apart by variables, by fields beside public ones and by needed freshness", async () => {
    const { sent, read, tick, at } = subgraph();
    void read(PUBLIC, demo);
    void read({ ...PUBLIC, variables: { depth: 1 } }, demo);
    void read({ query: "{ book cash }", variables: {} }, demo);
    void read(PUBLIC, principal("demo", { minSequence: 7n }));
    await tick();
    expect(sent).toHaveLength(4);
    expect(at(2).principal).toBe(demo);
    expect(at(3).principal.minSequence).toBe(7n);
  });

  it("that come while one is under way wait and go together, so no answer is older than its question", async () => {
    const { sent, read, tick, at } = subgraph();
    const first = read(PUBLIC, demo);
    await tick();
    const later = [read(PUBLIC, demo), read(PUBLIC, other)];
    await tick();
    expect(sent).toHaveLength(1);
    at(0).resolve({ data: { book: 1 } });
    expect(await first).toEqual({ data: { book: 1 } });
    await tick();
    expect(sent).toHaveLength(2);
    at(1).resolve({ data: { book: 2 } });
    expect(await Promise.all(later)).toEqual([{ data: { book: 2 } }, { data: { book: 2 } }]);
  });

  it("do not wait for ever behind a fetch that hangs", async () => {
    const { sent, read, tick } = subgraph();
    void read(PUBLIC, demo);
    await tick();
    void read(PUBLIC, demo);
    await expect.poll(() => sent.length).toBe(2);
  });

  it("share an error too, and the next read asks again", async () => {
    const { sent, read, tick, at } = subgraph();
    const failing = [read(OWN, demo), read(OWN, demo)];
    await tick();
    at(0).reject(new Error("away"));
    for (const one of failing) await expect(one).rejects.toThrow("away");
    const again = read(OWN, demo);
    await tick();
    expect(sent).toHaveLength(2);
    at(1).resolve({ data: { cash: 1 } });
    expect(await again).toEqual({ data: { cash: 1 } });
  });
});

it("sends every mutation by itself", () => {
  const { sent, read } = subgraph();
  const mutation = { query: "mutation { place }", variables: {} };
  void read(mutation, demo);
  void read(mutation, demo);
  expect(sent).toHaveLength(2);
});
