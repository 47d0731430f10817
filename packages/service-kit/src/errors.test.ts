import { GraphQLError } from "graphql";
import { expect, it } from "vitest";
import { EngineUnavailableError, maskError, toGraphQLError } from "./errors.ts";

const mask = (error: GraphQLError) => maskError(error.toJSON(), error, "r1");

it("shows public codes with the request id", () => {
  expect(mask(toGraphQLError("FORBIDDEN", "Not yours"))).toMatchObject({
    message: "Not yours",
    extensions: { code: "FORBIDDEN", requestId: "r1" },
  });
  const down = new GraphQLError("x", {
    originalError: new EngineUnavailableError("Engine silent"),
  });
  expect(mask(down).extensions).toEqual({ code: "ENGINE_UNAVAILABLE", requestId: "r1" });
});

it("masks everything else, extensions included", () => {
  const error = new GraphQLError("SELECT password FROM", {
    extensions: { code: "42P01", stack: "…" },
  });
  expect(mask(error)).toEqual({
    message: "Internal error",
    extensions: { code: "INTERNAL", requestId: "r1" },
  });
});
