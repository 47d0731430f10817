import { expect, it } from "vitest";
import { type RestWorld, wish } from "./rest-world.ts";

/** Orders that are not taken, and what is said to them. */
export function refusals(rest: RestWorld): void {
  const { call, place } = rest;

  it("[REST-005] says 400 with what would be right", async () => {
    const bad: [unknown, RegExp][] = [
      ["{", /^body: is no JSON/],
      ["", /^body: is empty/],
      ["[]", /^body: /],
      ["null", /^body: /],
      [wish({ side: "hold" }), /^side: .*"BUY"\|"SELL"/],
      [wish({ quantity: "ten" }), /^quantity: must be a number such as 190.25/],
      [wish({ quantity: true }), /^quantity: must be a number such as 190.25/],
      [wish({ symbol: "no such thing" }), /^symbol: must be 1 to 16/],
      [wish({ client_order_id: "two words" }), /^client_order_id: /],
      [wish({ quantity: undefined, quanity: 1 }), /^quantity: .*; body: .*"quanity"/],
      [wish({ order_type: "stop" }), /^order_type: .*"MARKET"\|"LIMIT"/],
      [wish({ tif: "ioc", time_in_force: "DAY" }), /^tif: differs from time_in_force; send one/],
    ];
    for (const [body, message] of bad) {
      const { status, answer } = await call("POST", "/api/order", { body });
      expect(status, JSON.stringify(body)).toBe(400);
      expect(answer.message).toMatch(message);
    }
    expect((await place({ text: "x".repeat(70_000) })).status).toBe(413);
    const headers = { "content-type": "text/plain" };
    expect((await call("POST", "/api/order", { body: "x", headers })).status).toBe(415);
  });

  it("[REST-006] takes the only account, and names them where there are several", async () => {
    const several = await place({}, { as: "several" });
    expect(several.status).toBe(400);
    expect(several.answer.message).toContain("one, two");
    expect((await place({ account_id: "two" }, { as: "several" })).answer.account_id).toBe("two");
    expect((await place({ account_id: "demo2" })).status).toBe(404);
    expect((await place({}, { as: "nobody" })).status).toBe(401);
    expect((await place({}, { as: "viewer" })).status).toBe(403);
    expect((await call("POST", "/api/order", { body: "{", as: "nobody" })).status).toBe(401);
  });

  it("[REST-007] says 422 with the reason, 429 with Retry-After, 503 for outage and unknown outcome", async () => {
    const poor = await place({ symbol: "POOR" });
    expect(poor.status).toBe(422);
    expect(poor.answer).toMatchObject({
      ...{ code: "ORDER_REJECTED", reason: "INSUFFICIENT_BUYING_POWER" },
      order: { status: "REJECTED", reject_reason: "INSUFFICIENT_BUYING_POWER" },
    });
    for (const [symbol, status, retryAfter] of [
      ["FAST", 429, "1"],
      ["LATE", 422, null],
    ] as const) {
      const once = () => place({ symbol, client_order_id: `x-${symbol}` });
      const { answer, headers, ...first } = await once();
      expect([first.status, headers.get("retry-after")]).toEqual([status, retryAfter]);
      expect(answer).toMatchObject({
        order: { status: "REJECTED" },
        message: expect.stringContaining("stays rejected under its id; try again with a new one"),
      });
      expect((await once()).answer).toEqual({ ...answer, request_id: expect.any(String) });
    }
    const codes = {
      DOWN: "ENGINE_UNAVAILABLE",
      BUSY: "ENGINE_UNAVAILABLE",
      FULL: "ENGINE_UNAVAILABLE",
      SILENT: "OUTCOME_UNKNOWN",
    };
    for (const [symbol, code] of Object.entries(codes)) {
      const { status, answer } = await place({ symbol, client_order_id: `x-${symbol}` });
      expect([status, answer.code]).toEqual([503, code]);
      if (symbol === "SILENT") expect(answer.client_order_id).toBe("x-SILENT");
    }
  });
}
