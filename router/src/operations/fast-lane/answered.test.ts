import { expect, it } from "vitest";
import { TextAnswer } from "../../gateway/subgraph-answer.ts";
import { Answered } from "./answered.ts";

const request = { query: "{ a }", variables: { id: "1" } };

it("gives an answer anew, whatever has been merged into it", async () => {
  const answer = new TextAnswer(`{"data":{"a":{}}}`);
  Object.assign(answer.data as object, { a: "spoiled" });
  const answered = new Answered();
  answered.add("orders", request, Promise.resolve(answer));
  expect((await answered.take("orders", { ...request, variables: { id: "1" } }))?.data).toEqual({
    a: {},
  });
});

it("gives it once, to an equal question to the same subgraph", () => {
  const answered = new Answered();
  answered.add("orders", request, Promise.resolve({ data: {} }));
  expect(answered.take("positions", request)).toBeUndefined();
  expect(answered.take("orders", { ...request, variables: { id: "2" } })).toBeUndefined();
  expect(answered.take("orders", request)).toBeDefined();
  expect(answered.take("orders", request)).toBeUndefined();
});

it("gives failures, too", async () => {
  const answered = new Answered();
  answered.add("orders", request, Promise.reject(new Error("away")));
  await expect(answered.take("orders", request)).rejects.toThrow("away");
});

it("lets no mutation be sent beside the one that was", () => {
  const command = { query: "mutation { a }", variables: {} };
  const other = { query: "mutation { b }", variables: {} };
  const answered = new Answered();
  answered.add("orders", command, Promise.resolve({ data: {} }));
  expect(() => answered.take("orders", other)).toThrow("The lanes differ in a mutation");
  expect(answered.take("positions", other)).toBeUndefined();
  expect(answered.take("orders", request)).toBeUndefined();
  expect(answered.take("orders", command)).toBeDefined();
  expect(answered.take("orders", other)).toBeUndefined();
});
