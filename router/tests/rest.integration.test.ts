// Every route of REST as the OpenAPI document describes it. The chapters run in this order: later ones look at what
// earlier ones placed, and the last asks whether any documented answer was never seen.
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { executions } from "./rest/executions.ts";
import { limits } from "./rest/limits.ts";
import { logins } from "./rest/logins.ts";
import { orders } from "./rest/orders.ts";
import { placing } from "./rest/placing.ts";
import { refusals } from "./rest/refusals.ts";
import { RestWorld } from "./rest/rest-world.ts";
import { service } from "./rest/service.ts";
import { withoutPostgres } from "./rest/without-postgres.ts";

const rest = new RestWorld();
beforeAll(() => rest.start(inject("databaseUrl")));
afterAll(() => rest.stop());

describe("POST /api/order", () => {
  placing(rest);
  refusals(rest);
});
describe("orders", () => orders(rest));
describe("executions and positions", () => executions(rest));
describe("order entry", () => limits(rest));
describe("the other routes", () => {
  logins(rest);
  withoutPostgres(rest);
  service(rest);

  it("[REST-023] hold no documented answer that was not provoked above", () => {
    expect(rest.contract.unseen()).toEqual([]);
    expect(rest.contract.seenCount()).toBeGreaterThan(100);
  });
});
