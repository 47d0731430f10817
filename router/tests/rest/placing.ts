import { expect, it } from "vitest";
import type { RestWorld } from "./rest-world.ts";

/** Orders that are taken, in every way they may be written. */
export function placing(rest: RestWorld): void {
  const { call, place } = rest;

  it("[REST-001] answers 201 in the words of the older API, then 200 for the same, 409 for other content", async () => {
    const first = await place({ client_order_id: "a1" });
    expect(first.status).toBe(201);
    expect(first.answer).toMatchObject({
      ...{ id: first.answer.order_id, client_order_id: "a1", account_id: "demo", symbol: "AAPL" },
      ...{ side: "BUY", quantity: "10", price: "190.25", order_type: "LIMIT", status: "NEW" },
      ...{ filled_qty: "0", remaining_qty: "10", time_in_force: "DAY" },
    });
    const again = await place({ client_order_id: "a1" });
    expect([again.status, again.answer.id]).toEqual([200, first.answer.id]);
    const other = await place({ client_order_id: "a1", quantity: "11" });
    expect(other.status).toBe(409);
    expect(other.answer).toMatchObject({
      code: "DUPLICATE_CLIENT_ORDER_ID",
      order: { id: first.answer.id, quantity: "10" },
    });
  });

  it("[REST-002] takes old words in any case, JSON numbers, and an answer sent back", async () => {
    const body = `{"client_order_id":"a2","symbol":"aapl","side":"sell","quantity":100,"price":0.1,"order_type":"limit"}`;
    const { status, answer } = await call("POST", "/api/order", { body });
    expect(status).toBe(201);
    expect(answer).toMatchObject({ symbol: "AAPL", side: "SELL", quantity: "100", price: "0.1" });
    const market = await place({ order_type: "Market", price: null, tif: "ioc" });
    expect(market.answer).toMatchObject({
      order_type: "MARKET",
      price: null,
      time_in_force: "IOC",
    });
    const back = await call("POST", "/api/order", { body: market.answer });
    expect([back.status, back.answer]).toEqual([200, market.answer]);
  });

  it("[REST-003] reads numbers exactly: what has more than 8 decimals is refused, not rounded", async () => {
    const raw = (quantity: string) =>
      call("POST", "/api/order", {
        body: `{"symbol":"AAPL","side":"buy","order_type":"limit","price":"1","quantity":${quantity}}`,
      });
    expect((await raw("123456789012.12345678")).answer.quantity).toBe("123456789012.12345678");
    expect((await raw("1e2")).answer.quantity).toBe("100");
    const refused = await raw("0.30000000000000004");
    expect(refused.status).toBe(400);
    expect(refused.answer.message).toBe("quantity: has more than 8 decimals");
  });

  it("[REST-004] makes a client order id where none is sent, and takes Idempotency-Key as one", async () => {
    const [a, b] = [await place(), await place()];
    expect(a.answer.client_order_id).toMatch(/^rest-[\w-]{36}$/);
    expect(b.answer.id).not.toBe(a.answer.id);
    const headers = { "idempotency-key": '"key-1"' };
    const first = await place({}, { headers });
    expect([first.status, first.answer.client_order_id]).toEqual([201, "key-1"]);
    expect((await place({}, { headers: { "idempotency-key": "key-1" } })).status).toBe(200);
    expect((await place({ client_order_id: "key-2" }, { headers })).status).toBe(400);
    expect((await place({}, { headers: { "idempotency-key": "two words" } })).status).toBe(400);
  });
}
