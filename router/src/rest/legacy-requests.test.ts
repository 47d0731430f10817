import { expect, it } from "vitest";
import { orderRow } from "./legacy-mapping.ts";
import { newOrder } from "./legacy-requests.ts";

it("[REST-002] takes every field an answer has", () => {
  expect(Object.keys(newOrder.shape)).toEqual(expect.arrayContaining(Object.keys(orderRow.shape)));
});
