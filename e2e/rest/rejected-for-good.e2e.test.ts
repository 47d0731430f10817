// An order that came too fast is decided: sent again under its id it gets that decision again, however much time passes.
import { randomUUID } from "node:crypto";
import type { SetRiskLimits } from "@hft/wire";
import { beforeAll, expect, inject, it } from "vitest";
import { ADMIN, connectEngine } from "../support/engine.ts";
import { Platform } from "../support/platform.ts";
import { type RestAnswer, rest } from "../support/rest.ts";
import { newTrader, type User } from "../support/users.ts";

const platform = new Platform(inject("platform"));
let trader: User & { accountId: string };
beforeAll(async () => {
  trader = await newTrader(platform, "fast");
});

/** 0 = as many as it likes. */
async function allow(ordersPerSecond: number): Promise<void> {
  const engine = await connectEngine(platform, "e2e-fast", "admin");
  const limits: SetRiskLimits = {
    ...{ type: "SetRiskLimits", accountId: trader.accountId, reason: "e2e", ordersPerSecond },
    ...{ maxOrderQty: 0n, maxOrderNotional: 0n, maxPositionQty: 0n, maxOpenOrders: 0 },
  };
  expect((await engine.request(limits, ADMIN)).outcome).toBe("ACCEPTED");
  engine.stop();
}

const place = (client_order_id: string) =>
  rest(trader, "POST", "/api/order", {
    ...{ client_order_id, symbol: "TESTD", side: "BUY", quantity: "1", price: "1.00" },
    order_type: "LIMIT",
  });

const SAID = {
  ...{ code: "RATE_LIMITED", reason: "RATE_LIMIT_EXCEEDED", order: { status: "REJECTED" } },
  message: expect.stringContaining("stays rejected under its id; try again with a new one"),
};
const refusedOf = ({ body }: RestAnswer) => (body as unknown as { order: { id: string } }).order.id;

it("[REST-056] stays rejected under its id, and passes under a new one", async () => {
  await allow(1);
  const burst = Array.from({ length: 3 }, () => randomUUID());
  const answers = await Promise.all(burst.map(place));
  const at = answers.findIndex(({ status }) => status === 429);
  const first = answers[at] as RestAnswer;
  expect(first.headers.get("retry-after")).toBe("1");
  expect(first.body).toMatchObject(SAID);
  await allow(0);
  const again = await place(burst[at] as string);
  expect([again.status, refusedOf(again)]).toEqual([429, refusedOf(first)]);
  expect(again.body).toMatchObject(SAID);
  expect((await place(randomUUID())).status).toBe(201);
});
