import { expect, it } from "vitest";
import { BURST, type RestWorld } from "./rest-world.ts";

/** The buckets of order entry. */
export function limits(rest: RestWorld): void {
  const { call, place } = rest;

  it("[REST-012] has the buckets GraphQL has: the one is emptied by the other", async () => {
    const input = `accountId: "demo2", symbol: "AAPL", side: BUY, ordType: LIMIT, orderQty: "1", limitPx: "1"`;
    const graphql = (id: number) =>
      rest.world.graphql(
        rest.tokens["demo2"] ?? "",
        `mutation { placeOrder(input: { ${input}, clientOrderId: "g${id}" }) { __typename } }`,
      );
    await Promise.all(Array.from({ length: BURST }, (_, i) => graphql(i)));
    // A full bucket would let all of them pass; on a slow machine a few tokens have come back.
    const few = await Promise.all(
      Array.from({ length: BURST / 2 }, () => place({}, { as: "demo2" })),
    );
    const refused = few.find(({ status }) => status === 429);
    expect(refused?.answer.code).toBe("RATE_LIMITED");
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await place({})).status).toBe(201);
    const statuses = await Promise.all(
      Array.from({ length: BURST * 2 }, async () => {
        const { status } = await call("DELETE", "/api/orders/999", { as: "demo2" });
        return status;
      }),
    );
    expect(statuses).toContain(429);
  });
}
