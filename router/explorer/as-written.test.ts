import { getOperationAST } from "graphql";
import { expect, it } from "vitest";
import { asWritten } from "./as-written.ts";

const BOOK = "query Book { book { px } }";
const FILLS = "subscription Fills { fills { id } }";
const nameIn = (query: string, operationName?: string | null) =>
  asWritten({ query, operationName: operationName ?? null }).params.operationName;

it("[EXP-008] asks for the operation of the text, whatever was parsed before it", () => {
  expect(nameIn(BOOK, "PlaceOrder")).toBe("Book");
  expect(nameIn(BOOK)).toBe("Book");
  expect(nameIn("{ accounts { id } }", "Book")).toBeNull();
  expect(nameIn(`${BOOK} ${FILLS}`, "Fills")).toBe("Fills");
  expect(nameIn(`${BOOK} ${FILLS}`, "Accounts")).toBe("Book");
  const { documentAST } = asWritten({ query: FILLS, operationName: "Book" });
  expect(getOperationAST(documentAST)?.operation).toBe("subscription");
  expect(() => asWritten({ query: "query {" })).toThrow("Syntax Error");
});
