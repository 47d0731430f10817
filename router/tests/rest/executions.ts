import { expect, it } from "vitest";
import type { Answer, RestWorld } from "./rest-world.ts";

/** Fills and positions, and what is said while they cannot be read. */
export function executions(rest: RestWorld): void {
  const { call } = rest;

  it("[REST-010] show one's own, and nothing of another account", async () => {
    rest.world.fixture.tape.push("demo", { count: 3 });
    rest.world.fixture.tape.push("demo2");
    const { answer } = await call<Answer[]>("GET", "/api/executions?limit=2&symbol=TESTA");
    expect(answer).toHaveLength(2);
    expect(answer[0]).toMatchObject({ account_id: "demo", fill_price: "190.25", fill_qty: "1" });
    const positions = await call("GET", "/api/positions");
    expect(positions.answer).toMatchObject([
      { account_id: "demo", symbol: "AAPL", quantity: "-3" },
    ]);
    expect((await call("GET", "/api/positions?symbol=IBM")).answer).toEqual([]);
    for (const path of ["/api/executions", "/api/positions", "/api/orders"]) {
      expect((await call("GET", `${path}?account_id=demo2`)).status, path).toBe(404);
      expect((await call("GET", `${path}?colour=red`)).status, path).toBe(400);
      expect((await call("GET", path, { as: "tools" })).status, path).toBe(403);
      expect((await call("GET", path, { as: "nobody" })).status, path).toBe(401);
      expect((await call("GET", path, { as: "admin" })).answer, path).toEqual([]);
    }
    expect((await call("GET", "/api/orders/1", { as: "tools" })).status).toBe(403);
    expect((await call("GET", "/api/orders/1", { as: "nobody" })).status).toBe(401);
    expect((await call("DELETE", "/api/orders/1", { as: "nobody" })).status).toBe(401);
  });

  it("[REST-011] say 503 while history or engine cannot be reached", async () => {
    rest.world.fixture.state.down = "HISTORY_UNAVAILABLE";
    for (const path of ["/api/executions", "/api/positions", "/api/orders", "/api/orders/1"]) {
      const { status, answer } = await call("GET", path);
      expect([status, answer.code], path).toEqual([503, "HISTORY_UNAVAILABLE"]);
    }
    rest.world.fixture.state.down = "ENGINE_UNAVAILABLE";
    expect((await call("DELETE", "/api/orders/1")).status).toBe(503);
    rest.world.fixture.state.down = undefined;
  });
}
