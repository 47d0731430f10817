import { expect, it } from "vitest";
import type { Answer, Got, RestWorld } from "./rest-world.ts";

/** Orders that stand: found, listed and canceled. */
export function orders(rest: RestWorld): void {
  const { call, place } = rest;

  it("[REST-008] are found by id and by client order id, canceled once, and hidden from others", async () => {
    const { answer } = await place({ client_order_id: "c1" });
    const path = `/api/orders/${answer.id}`;
    expect((await call("GET", path)).answer).toEqual(answer);
    expect((await call("GET", "/api/orders/c1?by=client_order_id")).answer).toEqual(answer);
    expect((await call("GET", path, { as: "demo2" })).status).toBe(404);
    expect((await call("GET", "/api/orders/c1?by=client_order_id", { as: "demo2" })).status).toBe(
      404,
    );
    expect((await call("DELETE", path, { as: "demo2" })).status).toBe(404);
    expect((await call("DELETE", path, { as: "viewer" })).status).toBe(403);
    const headers = { "content-type": "application/json" };
    const canceled = await call("DELETE", path, { headers });
    expect([canceled.status, canceled.answer.status]).toEqual([200, "CANCELED"]);
    const late = await call("DELETE", "/api/orders/c1?by=client_order_id");
    expect([late.status, late.answer.reason]).toEqual([422, "TOO_LATE_TO_CANCEL"]);
    expect((await call("GET", "/api/orders/abc")).status).toBe(400);
    const strange = await call("GET", "/api/orders/%00?by=client_order_id");
    expect([strange.status, strange.answer.message]).toEqual([
      400,
      "client_order_id: must be 1 to 48 printable ASCII characters without spaces",
    ]);
    expect((await call("GET", "/api/orders/999999")).status).toBe(404);
    expect((await call("DELETE", `${path}?by=name`)).status).toBe(400);
  });

  it("[REST-013] are named by their id where the outcome of a cancel is unknown", async () => {
    const { answer } = await place({ symbol: "STUCK" });
    const { status, answer: told } = await call("DELETE", `/api/orders/${answer.id}`);
    expect([status, told.code, told.id]).toEqual([503, "OUTCOME_UNKNOWN", answer.id]);
    expect(told).not.toHaveProperty("client_order_id");
  });

  it("[REST-009] are listed newest first as an array, page by page, filtered", async () => {
    const all = await call("GET", "/api/orders?limit=500");
    const rows: Answer[] = [];
    for (let path: string | null = "/api/orders?limit=3"; path; ) {
      const page: Got<Answer[]> = await call<Answer[]>("GET", path);
      rows.push(...page.answer);
      path = /<(.*)>; rel="next"/.exec(page.headers.get("link") ?? "")?.[1] ?? null;
      expect(Boolean(path)).toBe(page.headers.has("x-next-after"));
    }
    expect(rows).toEqual(all.answer);
    const sells = await call("GET", "/api/orders?side=sell&status=new,canceled&symbol=aapl");
    expect(sells.answer).toHaveLength(1);
    for (const query of [
      "limit=0",
      "limit=501",
      "limit=x",
      "side=x",
      "status=x",
      "after=x",
      "sid=BUY",
    ]) {
      expect((await call("GET", `/api/orders?${query}`)).status, query).toBe(400);
    }
  });
}
