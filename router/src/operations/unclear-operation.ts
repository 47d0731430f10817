import { toGraphQLError } from "@hft/service-kit";
import { type DocumentNode, type GraphQLError, Kind } from "graphql";

/** VALIDATION_FAILED: which operation of the document to run is not said, or it has no such one. */
export function unclearOperation({ definitions }: DocumentNode): GraphQLError {
  const names = definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION && one.name ? [one.name.value] : [],
  );
  const right =
    names.length > 0
      ? `must name one of the document's operations: ${names.slice(0, 10).join(", ")}`
      : "must be left out: the document has no operation with a name";
  return toGraphQLError("VALIDATION_FAILED", `operationName ${right}`);
}
