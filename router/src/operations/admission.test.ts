import { toGraphQLError } from "@hft/service-kit";
import { getOperationAST, type OperationDefinitionNode, parse } from "graphql";
import { expect, it, vi } from "vitest";
import { createRequestContext } from "../request-context.ts";
import { createAdmission } from "./admission.ts";

const principal = { subject: "u", roles: [], accounts: [], requestId: "r" };
const document = parse("mutation { a }");
const operation = getOperationAST(document) as OperationDefinitionNode;

it("asks each limit once, whichever lanes an operation goes through", async () => {
  const limits = [vi.fn(async () => undefined), vi.fn(async () => undefined)];
  const admit = createAdmission(limits);
  const context = createRequestContext(principal);
  await Promise.all([1, 2].map(() => admit(context, document, operation, { n: 1 })));
  await admit(createRequestContext(principal), document, operation, {});
  for (const limit of limits) expect(limit).toHaveBeenCalledTimes(2);
  expect(limits[0]).toHaveBeenCalledWith(principal, document, operation, { n: 1 });
});

it("refuses in the same words, and asks nobody after the one who refused", async () => {
  const refusal = toGraphQLError("RATE_LIMITED", "slow down");
  const second = vi.fn(async () => undefined);
  const admit = createAdmission([() => Promise.reject(refusal), second]);
  const context = createRequestContext(principal);
  for (const _ of [1, 2]) {
    await expect(admit(context, document, operation, {})).rejects.toBe(refusal);
  }
  expect(second).not.toHaveBeenCalled();
});
